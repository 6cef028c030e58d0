import type { JSX } from '../jsx/elements.ts'
import { Page } from '../Page.tsx'
import { Card } from '../parts/Card.tsx'
import { Feed, FeedItem } from '../parts/Feed.tsx'
import { Rings } from '../parts/Rings.tsx'
import { SearchBox } from '../parts/SearchBox.tsx'
import { Tag } from '../parts/Tag.tsx'
import { url } from '../url.ts'
import { texts } from './texts.ts'

const quarters = [4, 9, 7, 21, 14, 30, 18, 25, 9, 21, 32]

export const HomeSample = (): JSX.Element => (
  <Page title="Baobab" layout="wide" search={false} canonical={url`/`} description={texts.promise}>
    <section class="wrap room hero">
      <div class="with-rail middle">
        <div class="stack gap-5">
          <h1 class="huge">{texts.home}</h1>
          <p class="lead">{texts.promise}</p>
          <SearchBox size="big" placeholder={texts.placeholder} />
          <p class="row">
            {texts.words.map((words) => (
              <a class="button quiet" href={url`/`}>
                {words}
              </a>
            ))}
          </p>
        </div>
        <figure class="center">
          <Rings seed="home" people={quarters} alive={true} size={300} />
          <figcaption>{texts.labels.quarters}</figcaption>
        </figure>
      </div>
    </section>
    <section class="band">
      <div class="wrap stack gap-5">
        <div class="row apart">
          <h2>{texts.labels.communities}</h2>
          <a href={url`/`}>{texts.labels.all}</a>
        </div>
        <div class="grid">
          {texts.communities.map(([title, meta, about], i) => (
            <Card
              title={title}
              href={url`/`}
              meta={meta}
              top={
                <>
                  <Rings seed={title} people={quarters.slice(i * 2, 8 + i)} alive={i < 2} size={66} />
                  <Tag tone={i < 2 ? 'ok' : undefined}>{i < 2 ? texts.open : texts.quiet}</Tag>
                </>
              }
            >
              <p>{about}</p>
            </Card>
          ))}
        </div>
      </div>
    </section>
    <section class="wrap room">
      <div class="with-rail">
        <div class="stack">
          <h2>{texts.labels.flowing}</h2>
          <Feed>
            {texts.people.map((by, i) => (
              <FeedItem
                by={by}
                meta={
                  <>
                    <Tag tone={i === 1 ? 'tacit' : 'explicit'}>{i === 1 ? texts.story : texts.kind}</Tag>
                    <span>{texts.labels.ago}</span>
                  </>
                }
              >
                <p>
                  <b>{by}</b> <a href={url`/`}>{texts.labels.question}</a>
                </p>
              </FeedItem>
            ))}
          </Feed>
        </div>
      </div>
    </section>
  </Page>
)
