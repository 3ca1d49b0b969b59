import { seededRandom } from '../linear/random.ts'

/** One tree as parallel lists: node n splits on `feature[n]` at `threshold[n]` (≤ goes left = 2n+1, else 2n+2); feature −1 is a leaf. */
export type Tree = { feature: number[]; threshold: number[]; value: number[] }

/** Boosted trees (提升树): a start value and small trees whose sum is the score (log odds, or the level itself). */
export type Trees = { objective: 'logistic' | 'level'; start: number; trees: Tree[] }

export type TreeSettings = {
  objective: 'logistic' | 'level'
  rounds: number
  depth: number
  rate: number
  /** Least sum of row weights in a leaf. */
  leaf: number
  /** Ridge on leaf values. */
  ridge: number
  rows: number
  columns: number
  seed: number
}

const bins = 48

/** Upper edges of up to 48 bins with about the same number of rows each. */
function edgesOf(values: Float32Array): Float32Array {
  const sorted = Float32Array.from(values).sort()
  const edges: number[] = []
  for (let b = 1; b < bins; b++) {
    const edge = sorted[Math.floor((b * sorted.length) / bins)]!
    if (edges.length === 0 || edge > edges[edges.length - 1]!) edges.push(edge)
  }
  return Float32Array.from(edges)
}

function binOf(edges: Float32Array, value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (value <= edges[middle]!) high = middle
    else low = middle + 1
  }
  return low
}

export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x))

/**
 * Fits boosted trees of second order on dense rows; targets may be soft (0–1 for 'logistic', any number for 'level').
 * Rows, columns and ties are drawn from the seed, so the same rows give the same trees.
 */
export function growTrees(
  rows: readonly Float32Array[],
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
  settings: TreeSettings,
): Trees {
  const n = rows.length
  const width = rows[0]?.length ?? 0
  const random = seededRandom(settings.seed)
  const edges: Float32Array[] = []
  const binned = new Uint8Array(n * width)
  const column = new Float32Array(n)
  for (let f = 0; f < width; f++) {
    for (let i = 0; i < n; i++) column[i] = rows[i]![f]!
    const edge = edgesOf(column)
    edges.push(edge)
    for (let i = 0; i < n; i++) binned[f * n + i] = binOf(edge, column[i]!)
  }
  let sum = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    sum += targets[i]! * weights[i]!
    total += weights[i]!
  }
  const mean = sum / Math.max(total, 1e-9)
  const logistic = settings.objective === 'logistic'
  const start = logistic ? Math.log(Math.max(mean, 1e-4) / Math.max(1 - mean, 1e-4)) : mean
  const score = new Float64Array(n).fill(start)
  const gradient = new Float64Array(n)
  const curvature = new Float64Array(n)
  const trees: Tree[] = []
  for (let round = 0; round < settings.rounds; round++) {
    const drawn: number[] = []
    for (let i = 0; i < n; i++) {
      const p = logistic ? sigmoid(score[i]!) : score[i]!
      gradient[i] = (targets[i]! - p) * weights[i]!
      curvature[i] = (logistic ? Math.max(p * (1 - p), 1e-4) : 1) * weights[i]!
      if (random() < settings.rows) drawn.push(i)
    }
    const columns: number[] = []
    for (let f = 0; f < width; f++) if (edges[f]!.length > 0 && random() < settings.columns) columns.push(f)
    const tree = growTree(Int32Array.from(drawn), columns, { binned, edges, n, gradient, curvature, settings })
    trees.push(tree)
    for (let i = 0; i < n; i++) score[i]! += treeValue(tree, rows[i]!)
  }
  return { objective: settings.objective, start, trees }
}

type Growing = {
  binned: Uint8Array
  edges: Float32Array[]
  n: number
  gradient: Float64Array
  curvature: Float64Array
  settings: TreeSettings
}

function growTree(rows: Int32Array, columns: number[], growing: Growing): Tree {
  const nodes = 2 ** (growing.settings.depth + 1) - 1
  const tree: Tree = { feature: new Array(nodes).fill(-1), threshold: new Array(nodes).fill(0), value: new Array(nodes).fill(0) }
  split(tree, 0, rows, columns, growing)
  return tree
}

function split(tree: Tree, node: number, rows: Int32Array, columns: number[], growing: Growing): void {
  const { binned, edges, n, gradient, curvature, settings } = growing
  let g = 0
  let h = 0
  for (const i of rows) {
    g += gradient[i]!
    h += curvature[i]!
  }
  tree.value[node] = (settings.rate * g) / (h + settings.ridge)
  if (2 * node + 2 >= tree.feature.length || h < 2 * settings.leaf) return
  const parent = (g * g) / (h + settings.ridge)
  let gain = 1e-6
  let feature = -1
  let bin = 0
  const sumG = new Float64Array(bins)
  const sumH = new Float64Array(bins)
  for (const f of columns) {
    sumG.fill(0)
    sumH.fill(0)
    const offset = f * n
    for (const i of rows) {
      const b = binned[offset + i]!
      sumG[b]! += gradient[i]!
      sumH[b]! += curvature[i]!
    }
    let leftG = 0
    let leftH = 0
    for (let b = 0; b < edges[f]!.length; b++) {
      leftG += sumG[b]!
      leftH += sumH[b]!
      if (leftH < settings.leaf || h - leftH < settings.leaf) continue
      const better = (leftG * leftG) / (leftH + settings.ridge) + (g - leftG) ** 2 / (h - leftH + settings.ridge) - parent
      if (better > gain) {
        gain = better
        feature = f
        bin = b
      }
    }
  }
  if (feature < 0) return
  tree.feature[node] = feature
  tree.threshold[node] = edges[feature]![bin]!
  const offset = feature * n
  split(
    tree,
    2 * node + 1,
    rows.filter((i) => binned[offset + i]! <= bin),
    columns,
    growing,
  )
  split(
    tree,
    2 * node + 2,
    rows.filter((i) => binned[offset + i]! > bin),
    columns,
    growing,
  )
}

function treeValue(tree: Tree, row: ArrayLike<number>): number {
  let node = 0
  while (tree.feature[node]! >= 0) node = 2 * node + (row[tree.feature[node]!]! <= tree.threshold[node]! ? 1 : 2)
  return tree.value[node]!
}

/** Several growths from different seeds, averaged: steadier where rows are few. */
export function growMean(bags: number, rows: readonly Float32Array[], targets: ArrayLike<number>, settings: TreeSettings): Trees {
  const weights = new Float32Array(rows.length).fill(1)
  const grown = Array.from({ length: bags }, (_, bag) =>
    growTrees(rows, targets, weights, { ...settings, seed: settings.seed + 101 * bag }),
  )
  const trees = grown.flatMap((one) => one.trees.map((tree) => ({ ...tree, value: tree.value.map((value) => value / bags) })))
  return { objective: settings.objective, start: grown[0]!.start, trees }
}

/** Sum of the trees for one row: log odds for 'logistic', the level for 'level'. */
export function treesScore({ start, trees }: Trees, row: ArrayLike<number>): number {
  let score = start
  for (const tree of trees) score += treeValue(tree, row)
  return score
}
