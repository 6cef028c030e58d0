/** As much of an OpenAPI 3.1 document as the page about it shows. */
export interface ApiDocument {
  paths?: Record<
    string,
    {
      get?: {
        summary?: string
        parameters?: { name: string; in: string; required?: boolean; description?: string }[]
      }
    }
  >
}

export interface Operation {
  path: string
  summary: string
  parameters: { name: string; required: boolean; description: string }[]
  /** It can be asked as it stands: nothing has to be filled in. */
  plain: boolean
}

export const operationsOf = (document: ApiDocument): Operation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, { get }]) =>
    get
      ? [
          {
            path,
            summary: get.summary ?? '',
            parameters: (get.parameters ?? []).map(({ name, required = false, description = '' }) => ({
              name,
              required,
              description,
            })),
            plain: !path.includes('{'),
          },
        ]
      : [],
  )
