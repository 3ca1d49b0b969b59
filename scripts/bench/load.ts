import autocannon, { type Request, type Result } from 'autocannon'
import { cpuMsOf, cpuMsOfTree, rssMbOf } from './processes.ts'

/** Where calls go and whose CPU time counts. */
export type Target = { url: string; headers: Record<string, string>; appPid: number; databasePid: number }
export type Load = { connections: number; seconds?: number; amount?: number; warmUpSeconds?: number }

export type Measurement = {
  name: string
  connections: number
  callsPerSecond: number
  p50: number
  p95: number
  p99: number
  appCpuMs: number
  databaseCpuMs: number
  rssMb: number
  errors: number
  calls: number
}

/** Sends calls as fast as they are answered and measures them: durations in ms, CPU time in ms a call. */
export async function measure(name: string, target: Target, nextCall: () => Request, load: Load): Promise<Measurement> {
  const { warmUpSeconds = 1.5 } = load
  if (warmUpSeconds > 0) await drive(target, nextCall, { connections: load.connections, seconds: warmUpSeconds })
  const before = { app: cpuMsOf(target.appPid), database: cpuMsOfTree(target.databasePid) }
  const { result, durations } = await drive(target, nextCall, load)
  const calls = durations.length
  durations.sort((a, b) => a - b)
  const percentile = (share: number) => durations[Math.min(calls - 1, Math.floor(calls * share))] ?? Number.NaN
  return {
    name,
    connections: load.connections,
    callsPerSecond: calls / result.duration,
    p50: percentile(0.5),
    p95: percentile(0.95),
    p99: percentile(0.99),
    appCpuMs: (cpuMsOf(target.appPid) - before.app) / calls,
    databaseCpuMs: (cpuMsOfTree(target.databasePid) - before.database) / calls,
    rssMb: rssMbOf(target.appPid),
    errors: result.errors + result.timeouts + result.non2xx,
    calls,
  }
}

function drive({ url, headers }: Target, nextCall: () => Request, { connections, seconds, amount }: Load) {
  const durations: number[] = []
  const options = {
    url,
    connections,
    timeout: 30,
    ...(amount === undefined ? { duration: seconds ?? 8 } : { amount }),
    requests: [
      {
        setupRequest(request: Request) {
          const call = nextCall()
          return { ...request, ...call, headers: { ...headers, ...call.headers } }
        },
      },
    ],
  }
  return new Promise<{ result: Result; durations: number[] }>((done, failed) => {
    const running = autocannon(options, (error, result) => (error ? failed(error) : done({ result, durations })))
    running.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => durations.push(ms))
  })
}
