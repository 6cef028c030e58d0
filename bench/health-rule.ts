/**
 * How often the early sign of a community's health was right on two real lists: set on the odd years of the one,
 * tested on its even years and on the other. `bin/baobab bench health-rule`, where the lists lie beside the project.
 */
import { newcomersBelow } from '../src/health/rule.ts'
import { candidates, lifeOf, type Tally, tally, tallyByYear, wrong } from '../tests/support/lists.ts'
import { readRealInput } from '../tests/support/real-input.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)
const told = ({ right, falseAlarms, missed, silent }: Tally): string =>
  `right ${right}, false alarms ${falseAlarms}, missed ${missed}, rightly silent ${silent}`

const life = lifeOf(readRealInput('conversations/r-sig-geo-lifecycle-2003-2026.csv'))
const odd = (year: number) => year % 2 === 1
for (const below of candidates) {
  const set = tally(life, odd, below)
  say(`${below === newcomersBelow ? '*' : ' '} below ${below}, odd years: ${told(set)}; wrong ${wrong(set)}`)
}
say(`r-sig-geo, even years: ${told(tally(life, (year) => !odd(year), newcomersBelow))}`)
const other = tallyByYear(readRealInput('communities/health-by-year.csv'), 'cf-metadata', newcomersBelow)
say(`cf-metadata, by year: ${told(other)}; signs in ${other.alarms.join(', ')}`)
