import { createBrowserRouter, Navigate } from 'react-router'
import { PageFailure } from './layout/page-failure.tsx'
import { NotFound } from './layout/not-found.tsx'
import { Root } from './root.tsx'

/** Pages are loaded when they are first visited. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Root />,
    hydrateFallbackElement: <></>,
    children: [
      {
        errorElement: <PageFailure />,
        children: [
          { index: true, element: <Navigate to="/contacts" replace /> },
          {
            path: 'contacts',
            lazy: async () => ({
              Component: (await import('./pages/contacts/list.tsx')).ContactsPage,
            }),
          },
          {
            path: 'contacts/new',
            lazy: async () => ({
              Component: (await import('./pages/contacts/create.tsx')).NewContactPage,
            }),
          },
          {
            path: 'contacts/trash',
            lazy: async () => ({
              Component: (await import('./pages/contacts/trash.tsx')).TrashPage,
            }),
          },
          {
            path: 'contacts/:id',
            lazy: async () => ({
              Component: (await import('./pages/contacts/edit.tsx')).ContactPage,
            }),
          },
          {
            path: 'fields',
            lazy: async () => ({ Component: (await import('./pages/fields/list.tsx')).FieldsPage }),
          },
          {
            path: 'fields/new',
            lazy: async () => ({
              Component: (await import('./pages/fields/create.tsx')).NewFieldPage,
            }),
          },
          {
            path: 'fields/:id',
            lazy: async () => ({ Component: (await import('./pages/fields/edit.tsx')).FieldPage }),
          },
          {
            path: 'import',
            lazy: async () => ({
              Component: (await import('./pages/imports/wizard.tsx')).ImportWizard,
            }),
            children: [
              {
                index: true,
                lazy: async () => ({
                  Component: (await import('./pages/imports/file-step.tsx')).FileStep,
                }),
              },
              {
                path: 'columns',
                lazy: async () => ({
                  Component: (await import('./pages/imports/columns-step.tsx')).ColumnsStep,
                }),
              },
              {
                path: 'preview',
                lazy: async () => ({
                  Component: (await import('./pages/imports/preview-step.tsx')).PreviewStep,
                }),
              },
            ],
          },
          {
            path: 'import/history',
            lazy: async () => ({
              Component: (await import('./pages/imports/history.tsx')).ImportHistoryPage,
            }),
          },
          {
            path: 'import/:id',
            lazy: async () => ({
              Component: (await import('./pages/imports/result.tsx')).ImportResultPage,
            }),
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
])
