type Lines = { write(line: string): void; flush(): void }

/** Batches log lines of one event-loop turn into a single write to `out`. */
export function gatheredLines(out: NodeJS.WritableStream = process.stderr): Lines {
  let lines = ''
  const flush = () => {
    if (lines !== '') out.write(lines)
    lines = ''
  }
  return {
    write(line) {
      if (lines === '') setImmediate(flush)
      lines += line
    },
    flush,
  }
}
