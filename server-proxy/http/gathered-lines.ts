/** Batches log lines of one event-loop turn into a single write to `out`. */
export function gatheredLines(out: NodeJS.WritableStream = process.stdout): { write(line: string): void } {
  let lines = ''
  const writeOut = () => {
    out.write(lines)
    lines = ''
  }
  return {
    write(line) {
      if (lines === '') setImmediate(writeOut)
      lines += line
    },
  }
}
