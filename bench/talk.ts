import type pg from 'pg'
import { newRef } from '../src/base/ids.ts'
import { document } from './corpus.ts'
import { random } from './random.ts'

/** What the community is called while the bench runs. */
export const slug = 'bench'
const people = 200
const month = 30 * 86_400_000

/**
 * A community of 200 people who wrote so many posts in years, in threads of two posts to two thousand, answering, naming
 * and thanking each other; most of them wish to be named. Those who have an account already facilitate it.
 */
export async function makeTalk(database: pg.Client, posts: number): Promise<void> {
  const community = await makeCommunity(database)
  const authors = await makeAuthors(database, community)
  const dice = random(9)
  let made = 0
  for (let n = 0; made < posts; n++) {
    const size = n === 0 ? posts / 15 : dice.chance(0.02) ? 60 + dice.below(140) : 2 + dice.below(9)
    const said = Math.min(Math.ceil(size), posts - made)
    await makeThread(database, { community, authors, dice }, made, said)
    made += said
  }
  await database.query('analyze')
}

async function makeCommunity(database: pg.Client): Promise<number> {
  const { rows } = await database.query(
    `with circles as (insert into circle (kind) values ('community') returning id),
      things as (insert into thing (ref, kind, sort, circle, state, origin)
        select $1, 'community', 'community', 1, 'published', origin from thing limit 1 returning id),
      made as (insert into community (thing, slug, circle, name)
        select things.id, '${slug}', circles.id, '{"original":"en","texts":{"en":"Bench"}}' from things, circles returning thing),
      keepers as (insert into membership (community, person, standing) select made.thing, person.thing, 'member' from made, person where login is not null returning community, person)
    insert into community_role (community, person, role, since) select community, person, 'facilitator', '2020-01-01' from keepers returning community`,
    [newRef()],
  )
  return Number(rows[0].community)
}

interface Author {
  id: number
  name: string
}

async function makeAuthors(database: pg.Client, community: number): Promise<Author[]> {
  const names = Array.from({ length: people }, (_, n) =>
    document(n).texts[0]!.title.split(' ').slice(0, 2).join(' '),
  )
  const { rows } = await database.query(
    `with numbered as (select n, name, ref, nextval(pg_get_serial_sequence('thing', 'id')) as id, nextval(pg_get_serial_sequence('circle', 'id')) as own
        from unnest($2::text[], $3::text[]) with ordinality as one (name, ref, n)),
      circles as (insert into circle (id, kind) overriding system value select own, 'named' from numbered returning id),
      accounts as (insert into login."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
        select 'bench-' || n, name, 'author-' || n || '@bench.example', true, now(), now() from numbered returning id),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, ref, 'person', 2, 'published', (select origin from thing limit 1) from numbered returning id),
      made as (insert into person (thing, handle, name, circle, login, lang)
        select things.id, 'author-' || n, name, own, 'bench-' || n, 'en'
        from numbered join things using (id), (select count(*) from circles) as c, (select count(*) from accounts) as a returning thing, name),
      belonging as (insert into membership (community, person, standing) select $1::bigint, thing, 'member' from made returning person),
      wished as (insert into bundle_wish (community, person, wish)
        select $1::bigint, person, case when person % 10 < 7 then 'named' else 'unnamed' end from belonging)
    select thing as id, name from made order by thing`,
    [community, names, Array.from({ length: people }, newRef)],
  )
  return rows.map(({ id, name }) => ({ id: Number(id), name }))
}

interface Home {
  community: number
  authors: Author[]
  dice: ReturnType<typeof random>
}

async function makeThread(
  database: pg.Client,
  { community, authors, dice }: Home,
  first: number,
  count: number,
): Promise<void> {
  const began = Date.UTC(2016, 0, 1) + first * 3_600_000
  const said = Array.from({ length: count }, (_, i) => {
    const { texts } = document(first + i)
    const { title, summary, body } = texts[0]!
    const named = dice.chance(0.2) ? `${dice.one(authors).name} said so. ` : ''
    return {
      ...{ ref: newRef(), title, person: dice.one(authors).id },
      body: `${named}${summary}\n\n- **${title}**\n- ${summary}\n\n${body}`,
      at: new Date(began + (i * month) / count).toISOString(),
      answers: i > 1 && dice.chance(0.5) ? dice.below(i) + 1 : null,
    }
  })
  await database.query(
    `with home as (select origin from thing where id = $1::bigint),
      own as (insert into thing (ref, kind, sort, circle, state, origin) select $2, 'thread', 'discussion', 1, 'published', origin from home returning id),
      made as (insert into thread (thing, community, form, title, lang, posts, next_nth, opened, last_at)
        select id, $1::bigint, 'discussion', $3, 'en', $4::int, $4::int + 1, ($8::timestamptz[])[1], ($8::timestamptz[])[$4::int] from own returning thing),
      numbered as (select nth, ref, nextval(pg_get_serial_sequence('thing', 'id')) as id, person, body, at, answers
        from unnest($5::text[], $6::bigint[], $7::text[], $8::timestamptz[], $9::int[]) with ordinality as one (ref, person, body, at, answers, nth)),
      things as (insert into thing (id, ref, kind, circle, state, origin) overriding system value
        select id, ref, 'post', 1, 'published', origin from numbered, home returning id)
    insert into post (thing, thread, nth, person, lang, body, at, answers)
    select numbered.id, made.thing, nth, person, 'en', body, at, (select id from numbered as one where one.nth = numbered.answers)
    from numbered, made, (select count(*) from things) as all_of_them`,
    [
      ...[community, newRef(), said[0]!.title, count],
      ...[said.map(({ ref }) => ref), said.map(({ person }) => person), said.map(({ body }) => body)],
      ...[said.map(({ at }) => at), said.map(({ answers }) => answers)],
    ],
  )
}
