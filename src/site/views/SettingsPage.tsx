import { t } from '../../base/i18n/t.ts'
import type { JSX } from '../../ui/jsx/elements.ts'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/parts/Table.tsx'
import { url } from '../../ui/url.ts'
import type { ShownSetting } from '../desk-settings.ts'
import { settingMeans } from '../setting-words.ts'

/** Every setting in words, read only: they are changed where the server is started. */
export const SettingsPage = ({ settings }: { settings: ShownSetting[] }): JSX.Element => (
  <Page title={t('site.settings')} unlisted levels={[{ name: t('site.desk'), href: url`/desk` }]}>
    <h1>{t('site.settings')}</h1>
    <p class="narrow-text">{t('site.settingsWords')}</p>
    <Table
      id="settings"
      caption={t('site.settings')}
      columns={[
        { label: t('site.setting') },
        { label: t('site.means') },
        { label: t('site.value') },
        { label: t('site.from') },
      ]}
      rows={settings.map(({ name, value, from, secret }) => ({
        name: <code>{name}</code>,
        cells: [
          settingMeans(name),
          value === undefined ? (
            secret && from !== 'unset' ? (
              t('site.secretSet')
            ) : (
              t('site.notSet')
            )
          ) : (
            <bdi>{value}</bdi>
          ),
          fromName(from),
        ],
      }))}
    />
  </Page>
)

function fromName(from: ShownSetting['from']): string {
  switch (from) {
    case 'environment':
      return t('site.fromEnvironment')
    case 'default':
      return t('site.fromDefault')
    case 'unset':
      return t('site.fromNowhere')
  }
}
