/** Pages of one thing each: where the list is, and the address of its first row. */
const lists = {
  warning: ['/warnings?state=raised,acknowledged', '/warnings'],
  topic: ['/topics', '/topics'],
  caseGroup: ['/case-groups', '/warnings/groups'],
  riskPoint: ['/risk-points', '/warnings/risk-points'],
  report: ['/reports', '/reports'],
  crisis: ['/crises', '/crises'],
  action: ['/actions', '/actions'],
  causeTree: ['/cause-trees', '/cause-trees'],
  eightD: ['/eight-d', '/eight-d'],
  partner: ['/partners', '/partners'],
  idea: ['/ideas', '/ideas'],
  knowledgeEntry: ['/knowledge', '/knowledge'],
  guide: ['/guides', '/guides'],
  lesson: ['/lessons', '/lessons'],
  trainingPlan: ['/training-plans', '/training/plans'],
  process: ['/processes', '/settings/processes'],
} as const satisfies Record<string, readonly [list: string, page: string]>

export const detailNames = Object.keys(lists)

type Client = { get: (path: string) => Promise<{ body: { rows?: { id: string }[] } }> }

/** The first of each list; what the company has none of is left out. */
export async function placesOfDetails(admin: Client): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const [name, [list, page]] of Object.entries(lists)) {
    const id = (await admin.get(list)).body.rows?.[0]?.id
    if (id) found[name] = `${page}/${id}`
  }
  return found
}
