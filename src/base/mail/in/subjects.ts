/** What mail programs put before the subject of what they answer or hand on, in many languages. */
const answers = [
  ...['re', 'aw', 'antw', 'sv', 'vs', 'rif', 'ynt', 'odp', 'ref', 'res', 'rép', 'ha', 'i', 'vb'],
  ...['fwd?', 'wg', 'tr', 'rv', 'enc', 'ответ', 'отв', 'на', 'пересл', 'رد', 'إعادة توجيه'],
  ...['回复', '答复', '转发', '転送'],
]

/** That, and the name of a list. */
const before = new RegExp(
  String.raw`^\s*(?:(?:${answers.join('|')})\s*(?:\[\d+\]|\(\d+\))?\s*[:：]|\[[^\]]{1,60}\](?=\s*\S))\s*`,
  'iu',
)

/** What a subject is about: without what answering and lists put before it. */
export function bareSubject(subject: string): string {
  let bare = subject
  for (let next = bare.replace(before, ''); next !== bare; next = bare.replace(before, '')) bare = next
  return bare.trim()
}

const automatic = [
  ...['auto(?:matic)?[- ]?(?:reply|response)', 'automatische antwort', 'automatisch antwoord'],
  ...['automatiskt? svar', 'réponse automatique', 'respuesta automática', 'resposta automática'],
  ...['risposta automatica', 'автоответ', 'автоматический ответ', 'رد تلقائي', 'الرد التلقائي'],
  ...['otomatik yanıt', 'odpowiedź automatyczna', '自动回复', '自动答复', '自動回覆', '自動応答'],
  ...['out of (?:the )?office', 'abwesen', 'absence du bureau', 'absente? du bureau'],
  ...['fuera de (?:la )?oficina', 'ausente d[oa] ', 'fora do escritório', 'fuori ufficio', 'отсутствую'],
  ...['нет на месте', 'خارج المكتب'],
]
const automaticSubject = new RegExp(`^(?:${automatic.join('|')})`, 'i')

/** Whether it is how programs begin that answer by themselves for who is away. */
export const isAutomatic = (subject: string): boolean => automaticSubject.test(subject)
