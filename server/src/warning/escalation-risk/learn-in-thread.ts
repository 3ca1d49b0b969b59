import { setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { learnRisk, type RiskLesson } from './lesson.ts'

// A thread of its own (learn.ts). On Linux a priority is a thread's: whoever registers a complaint goes first.
if (process.platform === 'linux') setPriority(10)
parentPort?.postMessage(learnRisk(workerData as RiskLesson))
