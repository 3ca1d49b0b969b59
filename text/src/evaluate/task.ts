/** One row of a data file, under its own field names. */
export type Row = Record<string, unknown>

/** What `evaluate` was asked: files are read already, so that a task touches no disk but the shipped models. */
export type EvaluateInput = {
  /** Task name as given. */
  task: string
  train?: Row[]
  test?: Row[]
  /** Rows of --in. */
  rows?: Row[]
  /** Rows of --hints. */
  hints?: Row[]
  /** As given: `subject*3,text`. */
  text?: string
  label?: string
  format?: string
  /** What a shipped model's classes are called in the file: `negative=0,positive=1`. */
  labels?: string
  /** The predictions are written down: test rows without any label are then worth answering for. */
  keepsPredictions?: boolean
  seed: number
  say: (line: string) => void
}

/** `result` is printed as JSON, `lines` as JSON lines instead of it; `predictions` go to --out. */
export type Evaluation = { result?: Record<string, unknown>; lines?: unknown[]; predictions?: unknown[] }

export type EvaluateTask = (input: EvaluateInput) => Evaluation | Promise<Evaluation>

/** The rows of a file the task cannot do without. */
export function required(rows: Row[] | undefined, option: string): Row[] {
  if (!rows) throw new Error(`This task needs --${option} FILE`)
  if (rows.length === 0) throw new Error(`The file of --${option} has no rows`)
  return rows
}

/** Learning needs at least two classes. @throws Error that says the only one there is */
export function requireKinds(classes: readonly string[], what: string): void {
  if (new Set(classes).size === 1) throw new Error(`Every ${what} ${classes[0]}: there is nothing to tell apart`)
}

export const rounded = (value: number, digits = 4) => Number(value.toFixed(digits))
