import { t } from '../base/i18n/t.ts'
import type { SettingName } from './desk-settings.ts'

/** What a setting is for, in the reader's words. */
export function settingMeans(name: SettingName): string {
  switch (name) {
    case 'PORT':
      return t('site.settingPort')
    case 'HOST':
      return t('site.settingHost')
    case 'DATA_DIR':
      return t('site.settingDataDir')
    case 'DATABASE_URL':
      return t('site.settingDatabaseUrl')
    case 'PUBLIC_URL':
      return t('site.settingPublicUrl')
    case 'DEMO':
      return t('site.settingDemo')
    case 'SMTP_URL':
      return t('site.settingSmtpUrl')
    case 'MAIL_FROM':
      return t('site.settingMailFrom')
    case 'MAIL_DOMAIN':
      return t('mail.settingDomain')
    case 'MAIL_LISTEN':
      return t('mailin.settingListen')
    case 'MAIL_INBOX':
      return t('mailin.settingInbox')
    case 'MAIL_AUTHSERV':
      return t('mailin.settingAuthserv')
    case 'OIDC_ISSUER':
      return t('site.settingOidcIssuer')
    case 'OIDC_CLIENT_ID':
      return t('site.settingOidcClientId')
    case 'OIDC_NAME':
      return t('site.settingOidcName')
    case 'OIDC_CLIENT_SECRET':
      return t('site.settingOidcClientSecret')
    case 'TRANSLATE_URL':
      return t('site.settingTranslateUrl')
    case 'TRANSLATE_KEY':
      return t('site.settingTranslateKey')
    case 'SUMMARY_URL':
      return t('summing.settingUrl')
    case 'SUMMARY_MODEL':
      return t('summing.settingModel')
    case 'SUMMARY_KEY':
      return t('site.settingTranslateKey')
    case 'SUMMARY_CLOSED':
      return t('summing.settingClosed')
    case 'TRANSCRIBE_URL':
      return t('hearing.settingUrl')
    case 'TRANSCRIBE_MODEL':
      return t('hearing.settingModel')
    case 'TRANSCRIBE_KEY':
      return t('site.settingTranslateKey')
    case 'SECRET':
      return t('site.settingSecret')
    case 'FILES_URL':
      return t('site.settingFilesUrl')
    case 'FILE_LIMIT':
      return t('site.settingFileLimit')
    case 'RATE_LIMIT':
      return t('site.settingRateLimit')
    case 'TRUST_PROXY':
      return t('site.settingTrustProxy')
    case 'METRICS_TOKEN':
      return t('site.settingMetricsToken')
    case 'LOG_LEVEL':
      return t('site.settingLogLevel')
  }
}
