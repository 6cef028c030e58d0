import { expect, test } from 'vitest'
import { judge, newcomersBelow } from '../../src/health/rule.ts'
import { proven } from '../../src/health/views/Signs.tsx'
import { candidates, lifeOf, tally, tallyByYear, wrong } from '../support/lists.ts'
import { describeOnRealInput, readRealInput } from '../support/real-input.ts'

/** The rule is set on the odd years of one list, and tested on its even years and on another. */
describeOnRealInput('the early sign of a community’s health on real lists', () => {
  const life = lifeOf(readRealInput('conversations/r-sig-geo-lifecycle-2003-2026.csv'))
  const odd = (year: number) => year % 2 === 1

  test('is set where the odd years are told with the fewest false alarms and misses', () => {
    const errors = candidates.map((below) => wrong(tally(life, odd, below)))
    expect(candidates[errors.indexOf(Math.min(...errors))]).toBe(newcomersBelow)
  })

  test('is right, wrong and late on the even years as often as its page says', () => {
    const even = tally(life, (year) => !odd(year), newcomersBelow)
    expect(even).toEqual({ right: 19, falseAlarms: 1, missed: 3, silent: 15 })
    expect(proven).toMatchObject({
      tried: even.right + even.falseAlarms + even.missed + even.silent,
      right: even.right + even.silent,
      alarms: even.falseAlarms,
      missed: even.missed,
    })
  })

  test('raises false alarms on a list that moved while it lived', () => {
    const other = tallyByYear(readRealInput('communities/health-by-year.csv'), 'cf-metadata', newcomersBelow)
    expect(other).toEqual({
      ...{ right: 0, falseAlarms: 5, missed: 1, silent: 9 },
      alarms: [2004, 2007, 2012, 2013, 2015],
    })
    expect(proven.others).toBe(other.falseAlarms)
    expect(proven.years).toBe(other.right + other.falseAlarms + other.missed + other.silent)
  })

  test('shows years before answers dry up', () => {
    const when = (sign: 'fewerNewcomers' | 'fewerAnswers', from: number): number => {
      for (let i = 8; i < life.quarters.length; i++) {
        const year = (life.first + i) / 4
        if (year >= from && judge(life.quarters.slice(0, i + 1), life.people[i]!)[sign])
          return Math.floor(year)
      }
      return Number.NaN
    }
    expect(when('fewerNewcomers', 2010)).toBe(2013)
    expect(when('fewerAnswers', 2010)).toBeGreaterThanOrEqual(2023)
  })
})
