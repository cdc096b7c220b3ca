import './api/ask-early.ts'
import '@ant-design/v5-patch-for-react-19'
import { startTransition, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { mayReload } from './layout/reloads.ts'
import { startLanguage } from './locales/i18n.ts'
import './styles/base.css'
import './styles/shared.css'
import './styles/records.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
const screen = createRoot(root)
// The words are there before the first screen, so that nothing flickers; and it is drawn in steps, between which
// the browser goes on with what it fetches.
startLanguage().then(
  () =>
    startTransition(() =>
      screen.render(
        <StrictMode>
          <App />
        </StrictMode>,
      ),
    ),
  () => {
    if (mayReload()) window.location.reload()
    // The words in which it would be said did not come.
    else root.textContent = 'Cardfile could not start. Load the page again.'
  },
)
