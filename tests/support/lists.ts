import { parse } from 'csv-parse/sync'
import { judge, type Quarter } from '../../src/health/rule.ts'

interface Mail {
  at: number
  quarter: number
  author: string
  message: string
  answers: string
  subject: string
}

/** A real list, quarter by quarter, and how many different people wrote in the four quarters that end with each. */
export interface Life {
  /** The number of the first: its year times four, and which of the year from 0. */
  first: number
  quarters: Quarter[]
  people: number[]
}

const day = 86_400_000

/** The quarters of a list from its lines; threads are rebuilt from what a message answers, else by subject within 90 days. */
export function lifeOf(csv: string): Life {
  const mails = (parse(csv, { columns: true }) as Record<string, string>[])
    .map((row): Mail => {
      const date = new Date(row.date!)
      return {
        at: date.getTime(),
        quarter: date.getUTCFullYear() * 4 + Math.floor(date.getUTCMonth() / 3),
        author: row.author!,
        message: row.message!,
        answers: row.in_reply_to!,
        subject: row.thread_subject!,
      }
    })
    .sort((a, b) => a.at - b.at)
  const first = mails[0]!.quarter
  // The last one is not over.
  const count = mails.at(-1)!.quarter - first
  const quarters = Array.from({ length: count }, () => ({ people: 0, newcomers: 0, opened: 0, answered: 0 }))
  const wrote = Array.from({ length: count }, () => new Set<string>())
  const known = new Set<string>()
  const threads: { mail: Mail; last: number; answered: boolean }[] = []
  const byMessage = new Map<string, number>()
  const bySubject = new Map<string, number>()
  for (const mail of mails) {
    const i = mail.quarter - first
    if (i < count) {
      wrote[i]!.add(mail.author)
      if (!known.has(mail.author)) quarters[i]!.newcomers++
    }
    known.add(mail.author)
    const same = bySubject.get(mail.subject)
    const into =
      byMessage.get(mail.answers) ??
      (same !== undefined && mail.at - threads[same]!.last <= 90 * day ? same : threads.length)
    if (into === threads.length) threads.push({ mail, last: mail.at, answered: false })
    const thread = threads[into]!
    thread.last = mail.at
    if (mail.author !== thread.mail.author && mail.at - thread.mail.at <= 7 * day) thread.answered = true
    byMessage.set(mail.message, into)
    bySubject.set(mail.subject, into)
  }
  for (const { mail, answered } of threads) {
    const quarter = quarters[mail.quarter - first]
    if (!quarter) continue
    quarter.opened++
    if (answered) quarter.answered++
  }
  for (const [i, authors] of wrote.entries()) quarters[i]!.people = authors.size
  const people = wrote.map(
    (_, i) => new Set(wrote.slice(Math.max(0, i - 3), i + 1).flatMap((some) => [...some])).size,
  )
  return { first, quarters, people }
}

/** Of the quarters that a sign could be checked in: those where it was right, a false alarm, missed, or rightly silent. */
export interface Tally {
  right: number
  falseAlarms: number
  missed: number
  silent: number
}

const total = (quarters: Quarter[]): number => quarters.reduce((all, { people }) => all + people, 0)
/** Two years on, at least a quarter fewer take part in a year. */
const ahead = 8
const lost = 0.75

/** How often the early sign was right in these years, and how often not: what came two years on is known. */
export function tally(
  { first, quarters, people }: Life,
  years: (year: number) => boolean,
  below: number,
): Tally {
  const found: Tally = { right: 0, falseAlarms: 0, missed: 0, silent: 0 }
  for (let i = 8; i + ahead < quarters.length; i++) {
    if (!years(Math.floor((first + i) / 4))) continue
    const { fewerNewcomers } = judge(quarters.slice(0, i + 1), people[i]!, below)
    const fell =
      total(quarters.slice(i + ahead - 3, i + ahead + 1)) < lost * total(quarters.slice(i - 3, i + 1))
    found[fewerNewcomers ? (fell ? 'right' : 'falseAlarms') : fell ? 'missed' : 'silent']++
  }
  return found
}

/** Thresholds to choose among. */
export const candidates = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1]

export const wrong = ({ falseAlarms, missed }: Tally): number => falseAlarms + missed

interface YearRow {
  year: string
  contributors: string
  threads: string
  share_threads_answered_7d: string
  new_contributors: string
}

/** The same of a list that is known by the year: each year stands as four equal quarters. */
export function tallyByYear(csv: string, list: string, below: number): Tally & { alarms: number[] } {
  const rows = (parse(csv, { columns: true }) as (YearRow & { list: string })[]).filter(
    (row) => row.list === list,
  )
  const found = { right: 0, falseAlarms: 0, missed: 0, silent: 0, alarms: [] as number[] }
  const quarters = rows.flatMap((row) => {
    const opened = Number(row.threads) / 4
    const one = {
      people: Number(row.contributors) / 4,
      newcomers: Number(row.new_contributors) / 4,
      opened,
      answered: opened * Number(row.share_threads_answered_7d),
    }
    return [one, one, one, one]
  })
  for (let i = 1; i + 2 < rows.length; i++) {
    const now = Number(rows[i]!.contributors)
    const { fewerNewcomers } = judge(quarters.slice(0, 4 * (i + 1)), now, below)
    const fell = Number(rows[i + 2]!.contributors) < lost * now
    found[fewerNewcomers ? (fell ? 'right' : 'falseAlarms') : fell ? 'missed' : 'silent']++
    if (fewerNewcomers) found.alarms.push(Number(rows[i]!.year))
  }
  return found
}
