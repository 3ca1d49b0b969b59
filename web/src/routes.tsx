import type { Permission } from '@zhiwei/contract'
import type { ComponentType } from 'react'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router'
import { wordsOfAllModules } from './platform/i18n.ts'
import { AppFrame } from './ui/frame/AppFrame.tsx'
import { PageFailed } from './ui/frame/PageFailed.tsx'
import { RequirePermission } from './ui/frame/RequirePermission.tsx'
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
  lazy: async () => ({ Component: (await Promise.all([import('./settings/SettingsFrame.tsx'), wordsOfAllModules()]))[0].SettingsFrame }),
  errorElement: <PageFailed />,
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
    page('warning-rules', () => import('./warning/RulesPage.tsx'), 'RulesPage', 'warnings:manage', 'warnings:read'),
    page('on-call', () => import('./workflow/OnCallPage.tsx'), 'OnCallPage', 'escalation:manage', 'cases:read'),
    page('notices', () => import('./notifications/RobotsPage.tsx'), 'RobotsPage', 'settings:manage'),
    page('channels', () => import('./channels/ChannelsPage.tsx'), 'ChannelsPage', 'channels:manage'),
    page('chats', () => import('./chats/ChatSettingsPage.tsx'), 'ChatSettingsPage', 'settings:manage'),
    page('outgoing', () => import('./channels/OutgoingPage.tsx'), 'OutgoingPage', 'channels:manage'),
    page('portal', () => import('./channels/portal/PortalSettingsPage.tsx'), 'PortalSettingsPage', 'settings:manage'),
    page('calls', () => import('./calls/CallSettingsPage.tsx'), 'CallSettingsPage', 'settings:manage'),
    page('drop-folder', () => import('./webhooks/DropFolderPage.tsx'), 'DropFolderPage', 'channels:manage'),
    page('webhooks', () => import('./webhooks/WebhooksPage.tsx'), 'WebhooksPage', 'channels:manage'),
    page('model-service', () => import('./guidance/ModelServicePage.tsx'), 'ModelServicePage', 'settings:manage'),
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
      page('start', () => import('./first-run/StartPage.tsx'), 'StartPage', 'settings:manage'),
      page('start/units', () => import('./first-run/UnitsWizardPage.tsx'), 'UnitsWizardPage', 'units:manage', 'users:manage'),
      page('start/limits', () => import('./first-run/LimitsWizardPage.tsx'), 'LimitsWizardPage', 'settings:manage'),
      page('chats', () => import('./chats/ChatsPage.tsx'), 'ChatsPage', 'chats:answer'),
      page('queue', () => import('./queue/QueuePage.tsx'), 'QueuePage', 'cases:accept', 'cases:handle'),
      page('team', () => import('./queue/TeamPage.tsx'), 'TeamPage', 'cases:assign'),
      page('cases', () => import('./cases/CaseListPage.tsx'), 'CaseListPage', ...mayRead),
      page('cases/new', () => import('./intake/RegisterComplaintPage.tsx'), 'RegisterComplaintPage', 'complaints:register'),
      page('cases/:id', () => import('./cases/CasePage.tsx'), 'CasePage', ...mayRead),
      page('warnings', () => import('./warning/WarningCentrePage.tsx'), 'WarningCentrePage', 'warnings:read'),
      page('warnings/quality', () => import('./warning/QualityPage.tsx'), 'QualityPage', 'warnings:read'),
      page('warnings/:id', () => import('./warning/WarningPage.tsx'), 'WarningPage', 'warnings:read'),
      page('warnings/series', () => import('./series/SeriesPage.tsx'), 'SeriesPage', 'warnings:read'),
      page('warnings/risk-points', () => import('./risk-points/RiskPointsPage.tsx'), 'RiskPointsPage', 'warnings:read'),
      page('warnings/risk-points/:id', () => import('./risk-points/RiskPointPage.tsx'), 'RiskPointPage', 'warnings:read'),
      page('warnings/risk-map', () => import('./risk-points/RiskMapPage.tsx'), 'RiskMapPage', 'warnings:read'),
      page('topics', () => import('./topics/TopicsPage.tsx'), 'TopicsPage', 'warnings:read'),
      page('topics/:id', () => import('./topics/TopicPage.tsx'), 'TopicPage', 'warnings:read'),
      page('forecast', () => import('./forecast/ForecastPage.tsx'), 'ForecastPage', 'warnings:read'),
      page('reports', () => import('./reports/ReportsPage.tsx'), 'ReportsPage', 'cases:read'),
      page('reports/:id', () => import('./reports/ReportPage.tsx'), 'ReportPage', 'cases:read'),
      page('crises', () => import('./warning/crisis/CrisesPage.tsx'), 'CrisesPage', 'warnings:read'),
      page('crises/:id', () => import('./warning/crisis/CrisisPage.tsx'), 'CrisisPage', 'warnings:read'),
      page('warnings/risk', () => import('./case-warnings/RiskListPage.tsx'), 'RiskListPage', 'warnings:read'),
      page('warnings/risk/quality', () => import('./case-warnings/RiskQualityPage.tsx'), 'RiskQualityPage', 'warnings:read'),
      page('warnings/groups', () => import('./case-warnings/GroupListPage.tsx'), 'GroupListPage', 'warnings:read'),
      page('warnings/groups/:id', () => import('./case-warnings/GroupPage.tsx'), 'GroupPage', 'warnings:read'),
      page('warnings/case-rules', () => import('./case-warnings/CaseRulesPage.tsx'), 'CaseRulesPage', 'warnings:read'),
      page('latent', () => import('./contacts/LatentPage.tsx'), 'LatentPage', 'contacts:read'),
      page('latent/import', () => import('./contacts/ContactImportPage.tsx'), 'ContactImportPage', 'contacts:register'),
      page('calls', () => import('./calls/CallsPage.tsx'), 'CallsPage', 'calls:handle', 'calls:read'),
      page('mails', () => import('./mails/MailsPage.tsx'), 'MailsPage', 'mails:review'),
      page('care', () => import('./contacts/CarePage.tsx'), 'CarePage', 'care:handle', 'contacts:read'),
      page('care/scripts', () => import('./contacts/CareScriptsPage.tsx'), 'CareScriptsPage', 'care:handle', 'contacts:read'),
      page('care/effect', () => import('./contacts/EffectPage.tsx'), 'EffectPage', 'contacts:read'),
      page('coaching', () => import('./coaching/CoachingPage.tsx'), 'CoachingPage'),
      page('conduct', () => import('./conduct/ConductPage.tsx'), 'ConductPage', 'conduct:propose', 'conduct:review'),
      page('conduct/:id', () => import('./conduct/CustomerConductPage.tsx'), 'CustomerConductPage', 'conduct:propose', 'conduct:review'),
      page('training', () => import('./training/TrainingPage.tsx'), 'TrainingPage'),
      page('training/plans/:id', () => import('./training/plans/TrainingPlanPage.tsx'), 'TrainingPlanPage'),
      page('training/quizzes/:id', () => import('./training/quizzes/QuizPage.tsx'), 'QuizPage'),
      page('performance', () => import('./performance/PerformancePage.tsx'), 'PerformancePage'),
      page('performance/:id', () => import('./performance/sheet/SheetPage.tsx'), 'SheetPage'),
      page('promises', () => import('./guidance/PromisesPage.tsx'), 'PromisesPage', ...mayRead),
      page('follow-ups', () => import('./surveys/FollowUpsPage.tsx'), 'FollowUpsPage', 'cases:followUp', 'surveys:read'),
      page('follow-ups/low-scores', () => import('./surveys/LowScoresPage.tsx'), 'LowScoresPage', 'surveys:read'),
      page('follow-ups/satisfaction', () => import('./surveys/SatisfactionPage.tsx'), 'SatisfactionPage', 'surveys:read'),
      page('follow-ups/findings', () => import('./findings/FindingsPage.tsx'), 'FindingsPage', 'surveys:read'),
      page('follow-ups/plan', () => import('./surveys/PlanPage.tsx'), 'PlanPage', 'cases:followUp', 'surveys:read'),
      page('actions', () => import('./improvement/ActionsPage.tsx'), 'ActionsPage', 'cases:read', 'actions:handle', 'actions:manage'),
      page('actions/:id', () => import('./improvement/ActionPage.tsx'), 'ActionPage', 'cases:read', 'actions:handle', 'actions:manage'),
      page('cause-trees', () => import('./improvement/CauseTreesPage.tsx'), 'CauseTreesPage', ...mayRead),
      page('cause-trees/:id', () => import('./improvement/CauseTreePage.tsx'), 'CauseTreePage', ...mayRead),
      page('eight-d', () => import('./improvement/EightDsPage.tsx'), 'EightDsPage', ...mayRead),
      page('eight-d/:id', () => import('./improvement/EightDPage.tsx'), 'EightDPage', ...mayRead),
      page('partners', () => import('./partners/PartnersPage.tsx'), 'PartnersPage', 'cases:read', 'actions:manage'),
      page('partners/:id', () => import('./partners/PartnerPage.tsx'), 'PartnerPage', 'cases:read', 'actions:manage'),
      page('partner-parts', () => import('./partners/PartsPage.tsx'), 'PartsPage', 'eightD:answer'),
      page('partner-parts/:id', () => import('./partners/PartPage.tsx'), 'PartPage', 'eightD:answer'),
      page('dashboards', () => import('./dashboards/DashboardPage.tsx'), 'DashboardHome', ...mayRead),
      page('dashboards/own', () => import('./dashboards/own/OwnDashboardsPage.tsx'), 'OwnDashboardsPage', ...mayRead),
      page('dashboards/own/:id', () => import('./dashboards/own/OwnDashboardPage.tsx'), 'OwnDashboardPage', ...mayRead),
      page('dashboards/:name', () => import('./dashboards/DashboardPage.tsx'), 'DashboardPage', ...mayRead),
      page('measures', () => import('./measures/MeasuresPage.tsx'), 'MeasuresPage', ...mayRead),
      page('measures/pivot', () => import('./pivot/PivotPage.tsx'), 'PivotPage', ...mayRead),
      page('periodic-reports', () => import('./periodic-reports/ReportsPage.tsx'), 'PeriodicReportsPage', 'reports:read'),
      page('periodic-reports/templates', () => import('./periodic-reports/TemplatesPage.tsx'), 'ReportTemplatesPage', 'reports:manage'),
      page('periodic-reports/schedules', () => import('./periodic-reports/SchedulesPage.tsx'), 'ReportSchedulesPage', 'reports:manage'),
      page('periodic-reports/:id', () => import('./periodic-reports/ReportPage.tsx'), 'PeriodicReportPage', 'reports:read'),
      page('money', () => import('./money/MoneyPage.tsx'), 'MoneyPage', 'money:read', 'exposure:manage'),
      page('ideas', () => import('./ideas/IdeasPage.tsx'), 'IdeasPage', ...mayRead),
      page('ideas/:id', () => import('./ideas/IdeaPage.tsx'), 'IdeaPage', ...mayRead),
      page('approvals', () => import('./resolution/ApprovalsPage.tsx'), 'ApprovalsPage', 'cases:approve'),
      page('ledger', () => import('./resolution/LedgerPage.tsx'), 'LedgerPage', 'ledger:read'),
      page('dispatch', () => import('./dispatch/DispatchDeskPage.tsx'), 'DispatchDeskPage', 'cases:dispatch', 'disputes:decide'),
      page('knowledge', () => import('./knowledge/KnowledgePage.tsx'), 'KnowledgePage', ...mayRead, 'knowledge:manage'),
      page('knowledge/new', () => import('./knowledge/entry/NewEntryPage.tsx'), 'NewEntryPage', 'knowledge:manage'),
      page('knowledge/:id', () => import('./knowledge/entry/EntryPage.tsx'), 'EntryPage', ...mayRead, 'knowledge:manage'),
      page('knowledge/laws/:id', () => import('./knowledge/law/LawPage.tsx'), 'LawPage', ...mayRead, 'knowledge:manage'),
      page('lessons', () => import('./lessons/LessonsPage.tsx'), 'LessonsPage', ...mayRead),
      page('lessons/:id', () => import('./lessons/LessonPage.tsx'), 'LessonPage', ...mayRead),
      page('guides/:id', () => import('./guides/GuidePage.tsx'), 'GuidePage', ...mayRead, 'knowledge:manage'),
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
