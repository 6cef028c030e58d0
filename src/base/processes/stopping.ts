/** What would keep a process from going: lines that are open until somebody closes them. */
const enders: (() => void)[] = []

/** Says what to end as soon as this process is told to stop. */
export const whenStopping = (end: () => void): void => void enders.push(end)

/** Told to stop: ends all that. */
export function endWhatIsOpen(): void {
  for (const end of enders) end()
}
