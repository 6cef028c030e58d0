/**
 * `<passkey-button options="…" finish="…" data-label="…" data-fault="…">other ways</passkey-button>`: a
 * button that makes a passkey, or signs in by one, as what `options` answers says. Where the browser has
 * none, and without script, the other ways stand there.
 */
class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    if (!can() || this.querySelector('button')) return
    const form = document.createElement('form')
    const button = document.createElement('button')
    const fault = document.createElement('p')
    button.className = 'button quiet'
    button.textContent = this.dataset.label ?? ''
    fault.className = 'fault'
    fault.setAttribute('role', 'alert')
    form.append(button)
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.#go(button, fault)
    })
    this.replaceChildren(form, fault)
  }

  async #go(button: HTMLButtonElement, fault: HTMLElement): Promise<void> {
    button.disabled = true
    fault.textContent = ''
    try {
      const options = await ask(this.getAttribute('options')!)
      const response = encoded(await asked(options))
      location.assign(
        (await ask<{ to: string }>(this.getAttribute('finish')!, { response, ...this.dataset })).to,
      )
    } catch (error) {
      fault.textContent = (error instanceof Said && error.message) || this.dataset.fault || ''
      button.disabled = false
    }
  }
}

/** What our own server says of it; what browsers say is not for people. */
class Said extends Error {}

/** Browsers give passkeys to sites with a name only, and never over a line that others can read. */
const can = (): boolean =>
  'PublicKeyCredential' in window && isSecureContext && !/^[\d.]+$|:/.test(location.hostname)

async function ask<T = Options>(path: string, body: object = {}): Promise<T> {
  const answer = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const said = await answer.json()
  if (!answer.ok) throw new Said(said.title)
  return said as T
}

type Options = PublicKeyCredentialCreationOptionsJSON | PublicKeyCredentialRequestOptionsJSON

/** Asks the browser, which asks the person. */
async function asked(options: Options): Promise<PublicKeyCredential> {
  const credential = await ('user' in options
    ? navigator.credentials.create({
        publicKey: PublicKeyCredential.parseCreationOptionsFromJSON?.(options) ?? decoded(options),
      })
    : navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON?.(options) ?? decoded(options),
      }))
  if (!credential) throw new Error('nothing was chosen')
  return credential as PublicKeyCredential
}

// Browsers before 2025 know bytes only: what the server writes as base64url is read, and written, here.

const bytesOf = (words: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(words.replace(/-/g, '+').replace(/_/g, '/')), (letter) => letter.charCodeAt(0))

/** The same options, with bytes where the standard has bytes. */
function decoded<T>(options: Options): T {
  const deep = (value: unknown, name = ''): unknown => {
    if (Array.isArray(value)) return value.map((one) => deep(one))
    if (value && typeof value === 'object')
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, name === 'rp' ? one : deep(one, key)]),
      )
    return typeof value === 'string' && (name === 'challenge' || name === 'id') ? bytesOf(value) : value
  }
  return deep(options) as T
}

/** What the browser made or showed, as the server reads it. */
function encoded(credential: PublicKeyCredential): unknown {
  if ('toJSON' in credential) return credential.toJSON()
  const { id, rawId, type, response } = credential as PublicKeyCredential
  const made = response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse
  const words = (bytes?: ArrayBuffer | null) =>
    bytes
      ? btoa(String.fromCharCode(...new Uint8Array(bytes)))
          .replace(/\+/g, '-')
          .replace(/\//g, '_')
          .replace(/=+$/, '')
      : undefined
  return {
    id,
    type,
    rawId: words(rawId),
    clientExtensionResults: {},
    response: {
      clientDataJSON: words(made.clientDataJSON),
      attestationObject: words(made.attestationObject),
      authenticatorData: words(made.authenticatorData),
      signature: words(made.signature),
      userHandle: words(made.userHandle),
      transports: made.getTransports?.(),
    },
  }
}

customElements.define('passkey-button', PasskeyButton)

export {}
