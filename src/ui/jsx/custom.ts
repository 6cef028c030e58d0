import type { Url } from '../url.ts'
import type { Global } from './aria.ts'
import type { Holds } from './html.ts'

interface Custom extends Global, Holds {}

/** The elements that `elements/main.ts` brings to life; without script each shows what it holds. */
export interface CustomElements {
  'relative-time': Custom & {
    datetime: string
    tense?: 'past' | 'future' | 'auto'
    format?: 'relative' | 'datetime'
    threshold?: string
    prefix?: string
  }
  'auto-complete': Custom & { src: Url; for: string }
  'section-rail': Custom
  'post-editor': Custom & {
    /** Where people are found by the beginning of their name. */
    'data-people'?: Url
    'data-unreached'?: string
  }
  'live-thread': Custom & {
    /** What says that there is something new. */
    'data-src'?: Url
    /** What is said of what came in. */
    'data-new'?: string
  }
  /** Where it is asked what may answer a question that is being typed into these fields, by their ids. */
  'asked-before': Custom & { 'data-src'?: Url; for: string }
  /** What is said of what was typed: it is on the server, in this browser, and waits for a line. */
  'unsent-keeper': Custom & { 'data-saved'?: string; 'data-kept'?: string; 'data-waits'?: string }
  'text-expander': Custom & { keys: string }
  'markdown-toolbar': Custom & { for: string }
  'md-bold': Custom
  'md-italic': Custom
  'md-link': Custom
  'md-quote': Custom
  'md-unordered-list': Custom
  'md-ordered-list': Custom
  'copy-text': Custom & { for: string }
  'filter-list': Custom & { for: string }
  'draft-keeper': Custom & {
    draft: string
    /** The page of the form. */
    at: string
    /** Others write in it too. */
    shared?: boolean
    /** What is said of what was typed: it is on its way, there, kept here, not read; that reviewers have the draft; that one is signed out. */
    'data-saving'?: string
    'data-saved'?: string
    'data-kept'?: string
    'data-fault'?: string
    'data-out'?: string
    'data-closed'?: string
    'data-signin'?: string
  }
  'voice-recorder': Custom & {
    /** Where a recording is sent to. */
    src: Url
    /** Seconds, bytes. */
    longest: string
    largest: string
    /** The form whose fields go along. */
    with: string
    'data-record': string
    'data-pause': string
    'data-go-on': string
    'data-end': string
    'data-again': string
    'data-delete': string
    'data-send': string
    'data-recording': string
    'data-paused': string
    'data-ended': string
    'data-sending': string
    'data-waits': string
    'data-refused': string
    /** No microphone, or no leave to use it. */
    'data-none': string
    'data-listen': string
  }
  /** As a stranger finds what is to be kept. */
  'keep-offline': Custom & { 'data-as'?: Url }
  'passkey-button': Custom & {
    options: Url
    finish: Url
    'data-label'?: string
    /** What is said when it comes to nothing. */
    'data-fault'?: string
    'data-to'?: string
  }
}
