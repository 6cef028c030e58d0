/** Says on a terminal how far a command is, in one line that the next takes the place of; nothing takes it away. */
export function progress(words = ''): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${words}\u001b[K`)
}
