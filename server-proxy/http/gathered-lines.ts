/** Where lines of log go on their way to `out`: those of one moment are written at once, and each write costs. */
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
