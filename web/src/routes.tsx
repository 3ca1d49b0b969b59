import type { Permission } from '@zhiwei/contract'
import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { wordsOfAllModules } from './platform/i18n.ts'
import { AppFrame } from './ui/frame/AppFrame.tsx'
import { PageFailed } from './ui/frame/PageFailed.tsx'
import { RequirePermission } from './ui/frame/RequirePermission.tsx'
import { SettingsFrame } from './ui/frame/SettingsFrame.tsx'
import { NotFound } from './ui/NotFound.tsx'
import { PageSkeleton } from './ui/PageSkeleton.tsx'

type PageModule = Record<string, ComponentType>

/** An address, its page (loaded when first visited) and the permissions one of which it needs. */
const page = (path: string, load: () => Promise<PageModule>, name: string, ...anyOf: Permission[]) =>
  firstPage(path, async () => (await Promise.all([load(), wordsOfAllModules()]))[0], name, ...anyOf)

/** A page whose words came with the start. */
function firstPage(path: string, load: () => Promise<PageModule>, name: string, ...anyOf: Permission[]): RouteObject {
  async function lazy() {
    const Content = (await load())[name] ?? NotFound
    return {
      element:
        anyOf.length > 0 ? (
          <RequirePermission anyOf={anyOf}>
            <Content />
          </RequirePermission>
        ) : (
          <Content />
        ),
    }
  }
  return { path, lazy, errorElement: <PageFailed /> }
}

const mayRead = ['cases:read', 'cases:readUnit'] as const

const settings: RouteObject = {
  path: 'settings',
  element: <SettingsFrame />,
  children: [
    { index: true, element: <Navigate to="security" replace /> },
    page('users', () => import('./identity/UsersPage.tsx'), 'UsersPage', 'users:manage'),
    page('units', () => import('./identity/UnitsPage.tsx'), 'UnitsPage', 'units:manage', 'identity:read'),
    page('roles', () => import('./identity/RolesPage.tsx'), 'RolesPage', 'roles:manage', 'identity:read'),
    page('authority', () => import('./resolution/AuthorityPage.tsx'), 'AuthorityPage', 'authority:manage', 'ledger:read'),
    page('categories', () => import('./classification/CategoriesPage.tsx'), 'CategoriesPage', 'categories:manage'),
    page('processes', () => import('./processes/ProcessesPage.tsx'), 'ProcessesPage', 'settings:manage', 'cases:read'),
    page('processes/compare', () => import('./processes/CompareProcessesPage.tsx'), 'CompareProcessesPage'),
    page('processes/:id', () => import('./processes/ProcessPage.tsx'), 'ProcessPage'),
    page('clock-rules', () => import('./clocks/ClockRulesPage.tsx'), 'ClockRulesPage', 'settings:manage', 'cases:read'),
    page('calendars', () => import('./calendars/CalendarsPage.tsx'), 'CalendarsPage', 'calendars:manage', 'identity:read'),
    page('priority', () => import('./classification/PriorityPage.tsx'), 'PriorityPage', 'settings:manage'),
    page('routing', () => import('./queue/RoutingSettingsPage.tsx'), 'RoutingSettingsPage', 'settings:manage'),
    page('models', () => import('./classification/ModelsPage.tsx'), 'ModelsPage', 'text:read'),
    page('tokens', () => import('./identity/TokensPage.tsx'), 'TokensPage', 'tokens:manage'),
    page('audit', () => import('./identity/AuditPage.tsx'), 'AuditPage', 'audit:read'),
    page('escalation-rules', () => import('./workflow/EscalationRulesPage.tsx'), 'EscalationRulesPage', 'escalation:manage', 'cases:read'),
    page('on-call', () => import('./workflow/OnCallPage.tsx'), 'OnCallPage', 'escalation:manage', 'cases:read'),
    page('notices', () => import('./notifications/RobotsPage.tsx'), 'RobotsPage', 'settings:manage'),
    page('security', () => import('./identity/SecurityPage.tsx'), 'SecurityPage'),
  ],
}

export const router = createBrowserRouter([
  { ...firstPage('/sign-in', () => import('./identity/SignInPage.tsx'), 'SignInPage'), hydrateFallbackElement: <></> },
  {
    path: '/',
    element: <AppFrame />,
    errorElement: <PageFailed />,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      firstPage('', () => import('./workbench/WorkbenchPage.tsx'), 'WorkbenchPage'),
      page('queue', () => import('./queue/QueuePage.tsx'), 'QueuePage', 'cases:accept', 'cases:handle'),
      page('team', () => import('./queue/TeamPage.tsx'), 'TeamPage', 'cases:assign'),
      page('cases', () => import('./cases/CaseListPage.tsx'), 'CaseListPage', ...mayRead),
      page('cases/new', () => import('./intake/RegisterComplaintPage.tsx'), 'RegisterComplaintPage', 'complaints:register'),
      page('cases/:id', () => import('./cases/CasePage.tsx'), 'CasePage', ...mayRead),
      page('approvals', () => import('./resolution/ApprovalsPage.tsx'), 'ApprovalsPage', 'cases:approve'),
      page('ledger', () => import('./resolution/LedgerPage.tsx'), 'LedgerPage', 'ledger:read'),
      page('dispatch', () => import('./dispatch/DispatchDeskPage.tsx'), 'DispatchDeskPage', 'cases:dispatch', 'disputes:decide'),
      page('tasks', () => import('./dispatch/TasksPage.tsx'), 'TasksPage', 'tasks:handle'),
      page('tasks/:id', () => import('./dispatch/TaskPage.tsx'), 'TaskPage', 'tasks:handle'),
      page('imports', () => import('./intake/ImportListPage.tsx'), 'ImportListPage', 'imports:run'),
      page('imports/:id', () => import('./intake/ImportPage.tsx'), 'ImportPage', 'imports:run'),
      page('customers', () => import('./customers/CustomerListPage.tsx'), 'CustomerListPage', 'customers:read'),
      page('customers/:id', () => import('./customers/CustomerPage.tsx'), 'CustomerPage', 'customers:read'),
      page('supervisions', () => import('./workflow/SupervisionsPage.tsx'), 'SupervisionsPage', ...mayRead),
      page('notices', () => import('./notifications/NoticesPage.tsx'), 'NoticesPage'),
      page('text-lab', () => import('./classification/TextLabPage.tsx'), 'TextLabPage'),
      settings,
      { path: '*', element: <NotFound /> },
    ],
  },
])
