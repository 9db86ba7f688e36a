/**
 * Whether the database is unavailable: refused, lost, out of resources or shutting down (classes 08, 53, 58
 * and 57P0x), no socket, a connection timeout, or a connection lost within a transaction.
 */
export function isDatabaseAway(error: unknown): boolean {
  const { code = '', syscall, message = '' } = (error ?? {}) as Partial<NodeJS.ErrnoException>
  return (
    /^(08|53|58|57P0)/.test(code) ||
    /^E(CONN|PIPE|TIMEDOUT)/.test(code) ||
    (code === 'ENOENT' && syscall === 'connect') ||
    /^(Connection terminated|timeout exceeded when trying to connect)/.test(message) ||
    message.endsWith('not queryable')
  )
}
