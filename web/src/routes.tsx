import { createBrowserRouter, type RouteObject } from 'react-router'
import type { Permission } from '@cardfile/openapi'
import { RequireAuth } from './access/require-auth.tsx'
import { Home } from './access/home.tsx'
import type { PageRights } from './access/require-permission.tsx'
import { loaded } from './layout/not-loaded.ts'
import { PageFailure } from './layout/page-failure.tsx'
import { NotFound } from './layout/not-found.tsx'
import { StartingMark } from './layout/starting-mark.tsx'
import { Shell } from './shell/shell.tsx'
import { Root } from './root.tsx'

/** Behind the gate and inside the shell. */
const pages: RouteObject[] = [
  { index: true, element: <Home /> },
  {
    path: 'contacts',
    handle: needs('view_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/list.tsx')).ContactsPage,
    }),
  },
  {
    path: 'contacts/new',
    handle: needs('edit_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/create.tsx')).NewContactPage,
    }),
  },
  {
    path: 'contacts/trash',
    handle: needs('view_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/trash.tsx')).TrashPage,
    }),
  },
  {
    path: 'contacts/merge',
    handle: needs('merge_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/merging/merge.tsx')).MergePage,
    }),
  },
  {
    path: 'duplicates',
    handle: needs('merge_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/duplicates/duplicates.tsx')).DuplicatesPage,
    }),
  },
  {
    path: 'contacts/bulk-changes',
    handle: needs('view_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/bulk/history.tsx')).BulkHistoryPage,
    }),
  },
  {
    path: 'contacts/bulk-changes/:id',
    handle: needs('view_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/bulk/result.tsx')).BulkResultPage,
    }),
  },
  {
    path: 'contacts/:id',
    handle: needs('view_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/contacts/edit.tsx')).ContactPage,
    }),
  },
  {
    path: 'fields',
    handle: needs('manage_fields'),
    lazy: async () => ({ Component: (await import('./pages/fields/list.tsx')).FieldsPage }),
  },
  {
    path: 'fields/new',
    handle: needs('manage_fields'),
    lazy: async () => ({
      Component: (await import('./pages/fields/create.tsx')).NewFieldPage,
    }),
  },
  {
    path: 'fields/set-up-file',
    handle: needs('manage_fields'),
    lazy: async () => ({
      Component: (await import('./pages/set-up-file/set-up-file.tsx')).SetUpFilePage,
    }),
  },
  {
    path: 'fields/:id',
    handle: needs('manage_fields'),
    lazy: async () => ({ Component: (await import('./pages/fields/edit.tsx')).FieldPage }),
  },
  {
    path: 'import',
    handle: needs('import_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/imports/wizard.tsx')).ImportWizard,
    }),
    children: [
      {
        index: true,
        lazy: async () => ({
          Component: (await import('./pages/imports/file/file-step.tsx')).FileStep,
        }),
      },
      {
        path: 'columns',
        lazy: async () => ({
          Component: (await import('./pages/imports/columns/columns-step.tsx')).ColumnsStep,
        }),
      },
      {
        path: 'preview',
        lazy: async () => ({
          Component: (await import('./pages/imports/preview/preview-step.tsx')).PreviewStep,
        }),
      },
    ],
  },
  {
    path: 'import/history',
    handle: needs('import_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/imports/history.tsx')).ImportHistoryPage,
    }),
  },
  {
    path: 'import/mappings',
    handle: needs('import_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/imports/mappings/mappings.tsx')).MappingsPage,
    }),
  },
  {
    path: 'import/:id',
    handle: needs('import_contacts'),
    lazy: async () => ({
      Component: (await import('./pages/imports/result.tsx')).ImportResultPage,
    }),
  },
  {
    path: 'account',
    lazy: async () => ({
      Component: (await import('./pages/account/account.tsx')).AccountPage,
    }),
  },
  {
    path: 'people',
    handle: needs('manage_people'),
    lazy: async () => ({ Component: (await import('./pages/people/people.tsx')).PeoplePage }),
  },
  {
    path: 'roles',
    handle: needs('manage_people'),
    lazy: async () => ({ Component: (await import('./pages/roles/roles.tsx')).RolesPage }),
  },
  {
    path: 'roles/new',
    handle: needs('manage_people'),
    lazy: async () => ({ Component: (await import('./pages/roles/role.tsx')).NewRolePage }),
  },
  {
    path: 'roles/:id',
    handle: needs('manage_people'),
    lazy: async () => ({ Component: (await import('./pages/roles/role.tsx')).RolePage }),
  },
  {
    path: 'api-keys',
    handle: needs('manage_keys'),
    lazy: async () => ({
      Component: (await import('./pages/api-keys/api-keys.tsx')).ApiKeysPage,
    }),
  },
  {
    path: 'audit',
    handle: needs('view_audit'),
    lazy: async () => ({ Component: (await import('./pages/audit/audit.tsx')).AuditPage }),
  },
  { path: '*', element: <NotFound /> },
]

/** For whom is not signed in yet, and around all pages. */
const entrances: RouteObject[] = [
  {
    path: 'sign-in',
    lazy: async () => ({ Component: (await import('./pages/auth/sign-in.tsx')).SignInPage }),
  },
  {
    path: 'setup',
    lazy: async () => ({ Component: (await import('./pages/auth/setup.tsx')).SetupPage }),
  },
  {
    path: 'set-password',
    lazy: async () => ({
      Component: (await import('./pages/auth/set-password.tsx')).SetPasswordPage,
    }),
  },
  {
    element: (
      <RequireAuth>
        <Shell />
      </RequireAuth>
    ),
    children: [{ errorElement: <PageFailure />, children: pages.map(orNotLoaded) }],
  },
]

/** Pages are loaded when they are first visited; who may see one is said by its `handle`. */
export const router = createBrowserRouter([
  {
    path: '/',
    element: <Root />,
    hydrateFallbackElement: <StartingMark />,
    children: [{ errorElement: <PageFailure />, children: entrances.map(orNotLoaded) }],
  },
])

/** A route whose failure to load says that it is one. */
function orNotLoaded(route: RouteObject): RouteObject {
  const { lazy } = route
  return typeof lazy === 'function' ? { ...route, lazy: () => loaded(lazy) } : route
}

function needs(permission: Permission): PageRights {
  return { permission }
}
