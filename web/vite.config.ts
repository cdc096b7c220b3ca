import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { antdStyles } from './antd-styles/plugin.ts'
import { apiDocs } from './api-docs/plugin.ts'

// `npm run dev` starts the API beside this server and says where.
const api = process.env.CARDFILE_API ?? 'http://127.0.0.1:8787'

/** Modules of packages that no bundler can tell are not needed, and what stands in their place. */
const alias = [
  { find: /^qs$/, replacement: besides('left-out/qs.ts') },
  { find: /^error-stack-parser$/, replacement: besides('left-out/error-stack-parser.ts') },
  { find: /^resize-observer-polyfill$/, replacement: besides('left-out/resize-observer.ts') },
  {
    find: /^rc-util\/(?:es|lib)\/Dom\/dynamicCSS$/,
    replacement: besides('src/theme/style-tags.ts'),
  },
  { find: /^antd-icon$/, replacement: '@ant-design/icons/es/components/AntdIcon.js' },
  { find: /^\.\.\/components\/AntdIcon$/, replacement: besides('src/theme/named-icon.tsx') },
]

/** Its package leads browsers to what is meant for development, whoever builds and for what. */
const builtRouter = {
  find: /^react-router$/,
  replacement: besides('node_modules/react-router/dist/production/index.mjs'),
}

function besides(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}

/** They say nothing of it, so that of each all would be kept for the one part that is used. */
const withoutSideEffects =
  /node_modules.(?:rc-|@rc-component|@ant-design.(?:cssinjs|colors|fast-color)|stylis|papaparse|scroll-into-view-if-needed)/

/**
 * The contract and what it stands on are split by what each page takes of them, such as its rules for phone
 * numbers: those bring the numbering plans of the world. They need nothing of what is left then.
 */
const notOfTheContract =
  /^(?!.*(?:openapi.src|node_modules.(?:zod|libphonenumber-js|openapi-fetch).))/

/**
 * What several pages share is cut where every page takes all of a file, and that is sixty files for a page with
 * a form. A server that speaks HTTP/1.1 sends six at a time, each a way to the server and back: those that are
 * needed together are one.
 */
const together: Record<string, RegExp> = {
  boxes: /node_modules.(?:antd.es.(?:input|form|_util.getAllowClear)|rc-(?:input|textarea))/,
  choices: /node_modules.(?:antd.es.select|rc-(?:select|virtual-list))/,
  ticks: /node_modules.(?:antd.es.(?:radio|checkbox)|rc-checkbox)/,
  form: /web.src.field-form.(?!cell|columns|option-list|kind-marker|local-zone|instant)|web.src.layout.(?:checkbox-list|option-search|growing-text|use-turns|save-bar|use-leave-guard)|web.src.(?:api.idempotency-key|providers.(?:compare-path|contact-schema))/,
  rules:
    /openapi.src.(?:contact-facts|judge-conditions|field-conditions|matches|meets|read-field-condition|conditional-fields|closest-shape|problem|operand-field|filter-spans|relative-days|read-query|contact-schema|field-rules|type-rules|identity-reader|identities|text.comparable-text)|node_modules.libphonenumber-js/,
  contact:
    /web.src.pages.contacts.(?:channels|channel-list|initials|known-values|stale-dialog|use-undo-change)|web.src.layout.copy-field/,
  records:
    /web.src.(?:access.(?:reasoned-button|use-download)|api.download|field-form.(?:cell-text|cell-view|local-zone)|pages.contacts.view-state|providers.(?:fields|records))|openapi.src.(?:derived|field-display|locale.(?:number|amount)-text|fields-by-key|masked-values|values|sections|section-conditions)\.ts/,
}

export default defineConfig(({ command }) => {
  // Who starts the build must not decide which React is in it: a test runner's NODE_ENV made one
  // that is slow, large and meant for development.
  if (command === 'build') process.env.NODE_ENV = 'production'
  return {
    plugins: [antdStyles(), react(), apiDocs()],
    resolve: { alias: command === 'build' ? [...alias, builtRouter] : alias },
    build: {
      // Source maps would double what is deployed, and the source is public anyway.
      sourcemap: false,
      chunkSizeWarningLimit: 1200,
      rolldownOptions: {
        treeshake: {
          moduleSideEffects: [{ test: withoutSideEffects, sideEffects: false }],
        },
        output: {
          codeSplitting: {
            groups: [
              {
                // What every page needs is one file: sixty small ones compress worse, and each has headers.
                name: 'start',
                tags: ['$initial'],
                test: notOfTheContract,
                includeDependenciesRecursively: false,
              },
              {
                // All else of it, which is the contract.
                name: 'contract',
                tags: ['$initial'],
                includeDependenciesRecursively: false,
              },
              ...Object.entries(together).map(([name, test]) => ({
                name,
                test,
                minShareCount: 2,
                includeDependenciesRecursively: false,
              })),
              {
                // What most pages take but for the first: tooltips, dialogs, what opens above the page.
                name: 'common',
                test: notOfTheContract,
                minShareCount: 10,
                includeDependenciesRecursively: false,
              },
            ],
          },
        },
      },
    },
    worker: { format: 'es' },
    server: {
      strictPort: true,
      proxy: { '/api/': api, '/healthz': api },
    },
  }
})
