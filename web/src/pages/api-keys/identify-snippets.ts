export const snippetLanguages = ['curl', 'TypeScript', 'Python'] as const
export type SnippetLanguage = (typeof snippetLanguages)[number]

/** What stands in the place of a key that is not at hand: programs read it from their environment. */
const variable = 'CARDFILE_KEY'

const body = {
  identities: { email: ['ann@example.com'], visitor_id: ['v1'] },
  values: { name: 'Ann', city: 'Berlin' },
}

/**
 * How a program finds, makes or completes a contact: something to copy that runs as it is, with nothing
 * installed but the language (Node 18, Python 3.8 or newer).
 *
 * @param origin where the API is
 * @param secret a key, or null where none is at hand
 */
export function identifySnippet(
  language: SnippetLanguage,
  origin: string,
  secret: string | null,
): string {
  return snippets[language](`${origin}/api/v1/contacts:identify`, secret)
}

type Snippet = (url: string, secret: string | null) => string

const json = (value: unknown, indent: string) =>
  JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`)

const snippets: Record<SnippetLanguage, Snippet> = {
  curl: (url, secret) => `curl ${url} \\
  -H "Authorization: Bearer ${secret ?? `$${variable}`}" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(body)}'`,
  TypeScript: (url, secret) => `const response = await fetch('${url}', {
  method: 'POST',
  headers: {
    authorization: ${secret ? `'Bearer ${secret}'` : `\`Bearer \${process.env.${variable}}\``},
    'content-type': 'application/json',
  },
  body: JSON.stringify(${json(body, '  ')}),
})
const { contact, outcome } = await response.json()
console.log(outcome, contact.id)`,
  Python: (url, secret) => `import json${secret ? '' : ', os'}
from urllib.request import Request, urlopen

request = Request(
    "${url}",
    method="POST",
    headers={
        "Authorization": ${secret ? `"Bearer ${secret}"` : `"Bearer " + os.environ["${variable}"]`},
        "Content-Type": "application/json",
    },
    data=json.dumps(${json(body, '    ')}).encode(),
)
answer = json.load(urlopen(request))
print(answer["outcome"], answer["contact"]["id"])`,
}
