/** Logistic regression with a pull towards given coefficients: the little numerical core of learning, solved by Newton's method. */

export interface LogisticSample {
  features: readonly number[]
  /** True for the outcome whose odds are reckoned. */
  outcome: boolean
}

export interface LogisticModel {
  intercept: number
  coefficients: readonly number[]
}

export interface LogisticPull {
  /** The coefficients to stay near to. */
  towards: readonly number[]
  /** Weight of the squared distance; the intercept is free. */
  strength: number
}

const MOST_STEPS = 60
const CLOSE_ENOUGH = 1e-10

/**
 * The one minimum of sum(log loss) + strength / 2 x |coefficients - towards|^2. The intercept is pulled to nought by a
 * ten-thousandth, so that a one-sided sample has a minimum too.
 *
 * @example Without features, 3 of 4 outcomes true give the intercept ln(3), odds of three to one.
 */
export function fitLogistic(samples: readonly LogisticSample[], { towards, strength }: LogisticPull): LogisticModel {
  const rows = samples.map(({ features }) => [1, ...features])
  const target = [0, ...towards]
  const pulls = target.map((_, at) => (at === 0 ? 1e-4 : Math.max(strength, 1e-9)))
  const problem: Problem = { rows, outcomes: samples.map(({ outcome }) => (outcome ? 1 : 0)), target, pulls }
  let current: readonly number[] = target
  let value = objective(problem, current)
  for (let step = 0; step < MOST_STEPS; step++) {
    const moved = newtonStep(problem, current, value)
    const gain = value - moved.value
    current = moved.at
    value = moved.value
    if (gain < CLOSE_ENOUGH) break
  }
  const [intercept = 0, ...coefficients] = current
  return { intercept, coefficients }
}

export function chanceOf({ intercept, coefficients }: LogisticModel, features: readonly number[]): number {
  return sigmoid(coefficients.reduce((sum, own, at) => sum + own * (features[at] ?? 0), intercept))
}

/** Minus the logarithm of the chance that was given to what happened; .693 is a coin's. */
export function logLoss(chance: number, outcome: boolean): number {
  const given = outcome ? chance : 1 - chance
  return -Math.log(Math.max(given, 1e-12))
}

interface Problem {
  rows: readonly (readonly number[])[]
  outcomes: readonly number[]
  target: readonly number[]
  pulls: readonly number[]
}

function objective({ rows, outcomes, target, pulls }: Problem, at: readonly number[]): number {
  const losses = rows.reduce((sum, row, n) => {
    const odds = dot(row, at)
    // log(1 + e^odds) - outcome x odds, without overflow.
    return sum + Math.max(odds, 0) + Math.log1p(Math.exp(-Math.abs(odds))) - (outcomes[n] ?? 0) * odds
  }, 0)
  return losses + at.reduce((sum, own, n) => sum + (pulls[n] ?? 0) * (own - (target[n] ?? 0)) ** 2, 0) / 2
}

/** A full step, halved until it leads down: the problem is convex, so this always arrives. */
function newtonStep(problem: Problem, from: readonly number[], value: number): { at: readonly number[]; value: number } {
  const { gradient, curvature } = slopes(problem, from)
  const direction = solve(curvature, gradient)
  for (let size = 1; size > 1e-6; size /= 2) {
    const at = from.map((own, n) => own - size * (direction[n] ?? 0))
    const reached = objective(problem, at)
    if (reached < value) return { at, value: reached }
  }
  return { at: from, value }
}

function slopes({ rows, outcomes, target, pulls }: Problem, at: readonly number[]): { gradient: number[]; curvature: number[][] } {
  const gradient = at.map((own, n) => (pulls[n] ?? 0) * (own - (target[n] ?? 0)))
  const curvature = at.map((_, n) => at.map((_unused, m) => (n === m ? (pulls[n] ?? 0) : 0)))
  rows.forEach((row, n) => {
    const chance = sigmoid(dot(row, at))
    const surplus = chance - (outcomes[n] ?? 0)
    row.forEach((own, i) => {
      gradient[i] = (gradient[i] ?? 0) + surplus * own
      const line = curvature[i] as number[]
      row.forEach((other, j) => {
        line[j] = (line[j] ?? 0) + chance * (1 - chance) * own * other
      })
    })
  })
  return { gradient, curvature }
}

/** Gauss with the largest pivot; the pull keeps the matrix regular. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const lines = matrix.map((line, n) => [...line, right[n] ?? 0])
  const size = lines.length
  for (let column = 0; column < size; column++) eliminate(lines, column)
  const found = lines.map(() => 0)
  for (let n = size - 1; n >= 0; n--) {
    const line = lines[n] ?? []
    const known = found.reduce((sum, value, m) => (m > n ? sum + value * (line[m] ?? 0) : sum), 0)
    found[n] = ((line[size] ?? 0) - known) / (line[n] || 1)
  }
  return found
}

function eliminate(lines: number[][], column: number): void {
  const size = (line: number) => Math.abs(lines[line]?.[column] ?? 0)
  let pivot = column
  for (let line = column + 1; line < lines.length; line++) if (size(line) > size(pivot)) pivot = line
  const top = lines[pivot] as number[]
  lines[pivot] = lines[column] as number[]
  lines[column] = top
  for (const line of lines.slice(column + 1)) {
    const factor = (line[column] ?? 0) / (top[column] || 1)
    top.forEach((value, m) => {
      line[m] = (line[m] ?? 0) - factor * value
    })
  }
}

function dot(one: readonly number[], other: readonly number[]): number {
  let sum = 0
  for (let n = 0; n < one.length; n++) sum += (one[n] ?? 0) * (other[n] ?? 0)
  return sum
}

function sigmoid(odds: number): number {
  return odds >= 0 ? 1 / (1 + Math.exp(-odds)) : Math.exp(odds) / (1 + Math.exp(odds))
}
