/** The readable reference of the API at /api/docs: one plain page made from the OpenAPI document, without scripts. */

interface Operation {
  operationId?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[]
  requestBody?: { content?: Record<string, { schema?: object }> }
  responses?: Record<string, { content?: Record<string, { schema?: object }> }>
  tags?: string[]
}
interface OpenApiDocument {
  info: { title: string; version: string; description?: string }
  paths?: Record<string, Record<string, Operation>>
}

export function referencePage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.map((one) => one.operation.tags?.[0] ?? 'other'))]
  const links = tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(' · ')
  const sections = tags.map(
    (tag) =>
      `<h2 id="${escaped(tag)}">${escaped(tag)}</h2>${operations
        .filter((one) => (one.operation.tags?.[0] ?? 'other') === tag)
        .map(section)
        .join('')}`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(document.info.title)} API</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(document.info.title)} API</h1><p>${escaped(document.info.description ?? '')} Errors are <code>application/problem+json</code> with a stable <code>code</code>. Writes take <code>If-Match: "version"</code> and <code>Idempotency-Key</code>. The machine-readable form is <a href="/api/v1/openapi.json">openapi.json</a>.</p><p>${links}</p>${sections.join('')}</main></body></html>`
}

function section({ path, method, operation }: { path: string; method: string; operation: Operation }): string {
  const parameters = (operation.parameters ?? [])
    .map((one) => `<li><code>${escaped(one.name)}</code> in ${escaped(one.in)}${one.required ? ', required' : ''}</li>`)
    .join('')
  const body = Object.entries(operation.requestBody?.content ?? {})
    .map(([type, { schema }]) => shape(`Body, ${type}`, schema))
    .join('')
  const answers = Object.entries(operation.responses ?? {})
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, { content }]) => Object.entries(content ?? {}).map(([, { schema }]) => shape(`Answer ${status}`, schema)))
    .join('')
  return `<section><h3><code>${method.toUpperCase()} ${escaped(path)}</code> ${escaped(operation.operationId ?? '')}</h3>${parameters && `<ul>${parameters}</ul>`}${body}${answers}</section>`
}

function shape(title: string, schema: object | undefined): string {
  return `<details><summary>${escaped(title)}</summary><pre>${escaped(JSON.stringify(schema ?? {}, null, 1))}</pre></details>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1.5rem}section{border-top:1px solid #8884;padding:.5rem 0}h3{font-size:1rem;margin:.25rem 0}pre{overflow:auto;font-size:.8rem;background:#8881;padding:.75rem}summary{cursor:pointer}'
