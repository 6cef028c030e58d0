import { expect, test } from 'vitest'
import { hideContacts } from './hiding-contacts.ts'

test('addresses and numbers of people are hidden as they write them; figures, code and pages are not', () => {
  for (const one of [
    'a.b@c.org',
    'a.b%40c.org',
    'a.b＠c.org',
    'roger.bivand at nhh.no',
    'x (at) y (dot) org',
    'amina [at] coop.ne',
    'josé@niño.es',
    '+22790123456',
    '0022790123456',
    '06 12 34 56 78',
    '(555) 123-4567',
    '@22790123456',
  ]) {
    const left = hideContacts(`Say: ${one} now`)
    expect(left, one).toMatch(/^Say: \S*…\S* now$/)
    expect(left, one).not.toMatch(/\d\d|org|nhh|coop|niño/)
  }
  for (const one of [
    'Tel: +227 90 12 34 56',
    'Fax 555 1234',
    'هاتف: 0501234567',
    'Тел. 123-45-67',
    'Phone: (0)251\n>> 8333081',
  ])
    expect(hideContacts(one), one).not.toMatch(/\d/)
  for (const one of [
    'see it at cran.r-project.org now',
    '+proj=longlat +datum=WGS84 +x_0=500000',
    '0.12 0.34 0.56 0.78 0.99',
    'http://a.org/?id=+12345678901',
    '2003-10-13 14:01',
    '10 20 30 40 50',
    'error at data.frame',
    'mobile 4 of 10 sites',
    'On 13 Oct 2003 at 14:01',
  ])
    expect(hideContacts(one)).toBe(one)
})
