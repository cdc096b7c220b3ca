/* global SwaggerUIBundle */

// Light or dark as it was chosen in Cardfile, else as the system says.
const system = matchMedia('(prefers-color-scheme: dark)')
function showMode() {
  const choice = localStorage.getItem('cardfile.theme')
  const isDark = choice === 'dark' || (choice !== 'light' && system.matches)
  document.documentElement.classList.toggle('dark-mode', isDark)
}
showMode()
system.addEventListener('change', showMode)
window.addEventListener('storage', showMode)

/** What Swagger UI draws so that it cannot be read by everybody, drawn otherwise. */
function readable({ React }) {
  return {
    components: {
      // A link within the button that opens an operation could not be reached.
      DeepLink: ({ text }) => React.createElement('span', null, text),
      // There is one server: this one.
      ServersContainer: () => null,
    },
    wrapComponents: {
      // What is cut off by its box could not be scrolled to by keyboard.
      HighlightCode: (Original) => (props) => {
        const box = React.useRef(null)
        React.useEffect(() => box.current.querySelector('pre')?.setAttribute('tabindex', '0'))
        return React.createElement('div', { ref: box }, React.createElement(Original, props))
      },
      TextArea: (Original) => (props) =>
        React.createElement(Original, { 'aria-label': 'Request body', ...props }),
      InfoContainer: (Original) => (props) =>
        React.createElement(
          'section',
          { 'aria-label': 'About this API' },
          React.createElement(Original, props),
        ),
      // Its headings begin at the third level.
      operations: (Original) => (props) =>
        React.createElement(
          React.Fragment,
          null,
          React.createElement('h2', { className: 'cf-operations' }, 'Operations'),
          React.createElement(Original, props),
        ),
    },
  }
}

SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  plugins: [readable],
  deepLinking: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 1,
  syntaxHighlight: { theme: 'obsidian' },
  tryItOutEnabled: true,
  validatorUrl: null,
})
