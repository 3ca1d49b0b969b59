import {
  businessGauges,
  dashboardRoutes,
  exportRoutes,
  exposureRoutes,
  measureRoutes,
  moneyRoutes,
  ownDashboardRoutes,
  pivotRoutes,
} from './analytics/index.ts'
import { auditRoutes } from './audit/index.ts'
import { callStoryOf } from './calls-sources.ts'
import { caseSourcesOf, casesForCustomers } from './case-sources.ts'
import { caseRoutes } from './cases/index.ts'
import { callRoutes, newsOfCalls } from './channels/calls/index.ts'
import { chatPage, chatRoutes, staffAreHere } from './channels/chat/index.ts'
import { dropFolderRoutes } from './channels/drop-folder/index.ts'
import { channelCallbacks, channelPages, channelRoutes, portalPages, portalRoutes } from './channels/index.ts'
import { mailRoutes } from './channels/mail/index.ts'
import { webhookRoutes } from './channels/webhooks/index.ts'
import { channelSources } from './channels-sources.ts'
import { chatSources } from './chat-sources.ts'
import { classificationRoutes } from './classification/index.ts'
import { coachingRoutes, staffCareRoutes } from './coaching/index.ts'
import { coachingSources } from './coaching-sources.ts'
import { conductRoutes } from './conduct/index.ts'
import { conductSources } from './conduct-sources.ts'
import { contactRoutes } from './contacts/index.ts'
import { contactSources } from './contacts-sources.ts'
import { customerRoutes } from './customers/index.ts'
import { demoRoutes } from './demo/index.ts'
import { firstRunRoutes } from './first-run/index.ts'
import { guidanceRoutes } from './guidance/index.ts'
import { guidePortal, guideRoutes } from './guides/index.ts'
import { guideSources } from './guides-sources.ts'
import { ideaRoutes } from './ideas/index.ts'
import { ideaSources } from './ideas-sources.ts'
import { authenticatorOf, identityRoutes } from './identity/index.ts'
import { improvementRoutes } from './improvement/index.ts'
import { improvementSources } from './improvement-sources.ts'
import { intakeRoutes, readDate, readSheet } from './intake/index.ts'
import { intakeSources } from './intake-sources.ts'
import { knowledgeRoutes } from './knowledge/index.ts'
import { knowledgeSources } from './knowledge-sources.ts'
import { lessonRoutes } from './lessons/index.ts'
import { lessonSources } from './lessons-sources.ts'
import { notificationRoutes, tellDirectly } from './notifications/index.ts'
import { performanceRoutes } from './performance/index.ts'
import type { Deps } from './platform/deps.ts'
import { mountDocs } from './platform/docs/index.ts'
import { mountHealth } from './platform/health/index.ts'
import { createHttp, type Routes, routesOf } from './platform/http.ts'
import { mountLive } from './platform/live.ts'
import { mountPlainStyle } from './platform/plain-page/index.ts'
import { speakEnglish } from './platform/request/english.ts'
import { sheetRoutes } from './platform/sheets/routes.ts'
import type { RowsOfFile } from './platform/uploaded-rows.ts'
import { mountWeb } from './platform/web/index.ts'
import { portalSources } from './portal-sources.ts'
import { portraitRoutes } from './portrait/index.ts'
import { portraitSources } from './portrait-sources.ts'
import { problemWords } from './problem-words/index.ts'
import { periodicReportRoutes } from './reports/index.ts'
import { resolutionRoutes } from './resolution/index.ts'
import { approvalDueAt } from './resolution-sources.ts'
import { queueRoutes, routingRoutes } from './routing/index.ts'
import { routingSourcesOf } from './routing-sources.ts'
import { calendarRoutes, slaRoutes } from './sla/index.ts'
import { surveyPortal, surveyRoutes } from './surveys/index.ts'
import { surveySources } from './surveys-sources.ts'
import { trainingRoutes } from './training/index.ts'
import { trainingSources } from './training-sources.ts'
import {
  caseWarningRoutes,
  crisisRoutes,
  forecastRoutes,
  reportRoutes,
  riskPointRoutes,
  surgeRoutes,
  warningRoutes,
} from './warning/index.ts'
import { caseWarningSourcesOf, surgeSources } from './warning-sources.ts'
import { workflowRoutes } from './workflow/index.ts'

/** What a process answers that only works: whether it is well. */
export async function createWorkerApp(deps: Deps, options: { logger?: object | boolean } = {}) {
  const app = await createHttp({ ...deps, authenticate: authenticatorOf(deps), ...options })
  mountHealth(app, deps, businessGauges(deps))
  return app
}

const rowsOfFile: RowsOfFile = async (path) => (await readSheet(path)).rows

/** Mounts every module's routes, in the order of a complaint's way. */
export async function createApp(deps: Deps, options: { logger?: object | boolean } = {}) {
  speakEnglish(problemWords)
  const app = await createHttp({ ...deps, authenticate: authenticatorOf(deps), ...options })
  const caseSources = caseSourcesOf(deps)
  await mountDocs(app, deps)
  mountHealth(app, deps, businessGauges(deps))
  await app.register(
    async (scope) => {
      const routes: Routes = routesOf(scope)
      mountLive(routes, deps, { calls: newsOfCalls }, staffAreHere)
      identityRoutes(routes, deps)
      auditRoutes(routes, deps)
      customerRoutes(routes, deps, casesForCustomers(deps, caseSources))
      channelRoutes(routes, deps, channelSources)
      dropFolderRoutes(routes, deps)
      webhookRoutes(routes, deps, intakeSources)
      callRoutes(routes, deps, callStoryOf(deps))
      mailRoutes(routes, deps, intakeSources)
      intakeRoutes(routes, deps, intakeSources)
      caseRoutes(routes, deps, caseSources)
      classificationRoutes(routes, deps)
      routingRoutes(routes, deps, routingSourcesOf(caseSources))
      queueRoutes(routes, deps, { ...routingSourcesOf(caseSources), signalsOf: caseSources.signalsOf })
      calendarRoutes(routes, deps, rowsOfFile)
      slaRoutes(routes, deps)
      workflowRoutes(routes, deps, rowsOfFile)
      warningRoutes(routes, deps, tellDirectly)
      crisisRoutes(routes, deps, tellDirectly)
      surgeRoutes(routes, deps, surgeSources)
      forecastRoutes(routes, deps, surgeSources)
      reportRoutes(routes, deps)
      riskPointRoutes(routes, deps, rowsOfFile)
      caseWarningRoutes(routes, deps, caseWarningSourcesOf(caseSources))
      contactRoutes(routes, deps, contactSources, { cases: caseSources, rowsOfFile, readDate })
      chatRoutes(routes, deps, chatSources)
      notificationRoutes(routes, deps)
      resolutionRoutes(routes, deps, approvalDueAt)
      surveyRoutes(routes, deps, surveySources)
      improvementRoutes(routes, deps, improvementSources)
      knowledgeRoutes(routes, deps, knowledgeSources)
      guidanceRoutes(routes, deps)
      guideRoutes(routes, deps, guideSources)
      lessonRoutes(routes, deps, lessonSources)
      coachingRoutes(routes, deps, coachingSources)
      portraitRoutes(routes, deps, portraitSources)
      conductRoutes(routes, deps, conductSources)
      ideaRoutes(routes, deps, ideaSources)
      staffCareRoutes(routes, deps, coachingSources)
      portalRoutes(routes, deps, portalSources)
      trainingRoutes(routes, deps, trainingSources)
      measureRoutes(routes, deps, caseSources)
      pivotRoutes(routes, deps)
      exportRoutes(routes, deps, caseSources)
      exposureRoutes(routes, deps, rowsOfFile)
      performanceRoutes(routes, deps)
      dashboardRoutes(routes, deps)
      ownDashboardRoutes(routes, deps)
      sheetRoutes(routes)
      periodicReportRoutes(routes, deps)
      moneyRoutes(routes, deps, rowsOfFile)
      demoRoutes(routes, deps)
      firstRunRoutes(routes, deps)
    },
    { prefix: '/api/v1' },
  )
  mountPlainStyle(app)
  await channelPages(app, deps)
  await portalPages(app, deps, portalSources)
  await surveyPortal(app, deps, surveySources)
  await guidePortal(app, deps)
  await chatPage(app, deps)
  await channelCallbacks(app, deps, channelSources)
  await mountWeb(app, deps)
  return app
}
