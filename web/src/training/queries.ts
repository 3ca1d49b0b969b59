import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import type {
  KnowledgeList,
  LawList,
  Quiz,
  QuizList,
  QuizQuestion,
  QuizQuestionInput,
  QuizQuestionList,
  SkillSheet,
  StaffFigures,
  TrainingPlan,
  TrainingPlanInput,
  TrainingPlanList,
  TrainingProposal,
} from '@zhiwei/contract'
import { api, type Query } from '../platform/index.ts'

export const useSkills = (userId: string | undefined) =>
  useQuery({ queryKey: ['skills', userId ?? 'me'], queryFn: ({ signal }) => api.get<SkillSheet>('/skills', { userId }, signal) })
export const useFigures = (userId: string | undefined) =>
  useQuery({
    queryKey: ['staff-figures', userId ?? 'me'],
    queryFn: ({ signal }) => api.get<StaffFigures>('/staff-figures', { userId }, signal),
  })
export const usePlans = (query: Query) =>
  useQuery({
    queryKey: ['training-plans', query],
    queryFn: ({ signal }) => api.get<TrainingPlanList>('/training-plans', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const usePlan = (id: string) =>
  useQuery({ queryKey: ['training-plans', id], queryFn: ({ signal }) => api.get<TrainingPlan>(`/training-plans/${id}`, undefined, signal) })
export const useProposal = (query: Query) =>
  useQuery({
    queryKey: ['training-proposals', query],
    queryFn: ({ signal }) => api.get<TrainingProposal>('/training-proposals', query, signal),
    gcTime: 0,
  })
export const useQuizzes = (query: Query) =>
  useQuery({
    queryKey: ['quizzes', query],
    queryFn: ({ signal }) => api.get<QuizList>('/quizzes', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })
export const useQuiz = (id: string) =>
  useQuery({ queryKey: ['quizzes', id], queryFn: ({ signal }) => api.get<Quiz>(`/quizzes/${id}`, undefined, signal) })
export const useQuestions = (query: Query) =>
  useQuery({
    queryKey: ['quiz-questions', query],
    queryFn: ({ signal }) => api.get<QuizQuestionList>('/quiz-questions', { limit: 30, ...query }, signal),
    placeholderData: keepPreviousData,
  })

/** What questions may rest on: plans in force and law. */
export const useKnowledgeToAsk = () =>
  useQuery({
    queryKey: ['knowledge', 'to-ask'],
    queryFn: async ({ signal }) => {
      const [plans, laws] = await Promise.all([
        api.get<KnowledgeList>('/knowledge', { kind: 'plan', state: 'inForce,expiring', limit: 200 }, signal),
        api.get<LawList>('/laws', { limit: 200 }, signal),
      ])
      return {
        plans: plans.rows.map(({ id, title }) => ({ value: `plan ${id}`, label: title })),
        laws: laws.rows
          .filter(({ ended }) => !ended)
          .map(({ id, law, article }) => ({ value: `law ${id}`, label: `《${law}》${article ?? ''}` })),
      }
    },
  })

export function useRefreshTraining() {
  const client = useQueryClient()
  const nouns = ['training-plans', 'quizzes', 'quiz-questions', 'skills', 'notices']
  return () => client.invalidateQueries({ predicate: ({ queryKey }) => nouns.includes(String(queryKey[0])) })
}

export const givePlan = (input: TrainingPlanInput) => api.post<TrainingPlan>('/training-plans', input)
export const stopPlan = (id: string, version: number) => api.post(`/training-plans/${id}/ending`, { version })
export const completeStep = (id: string, no: number, input: { note?: string; caseId?: string }) =>
  api.post(`/training-plans/${id}/steps/${no}/completion`, input)
export const beginQuiz = (input: { planId?: string; stepNo?: number; entryId?: string }) => api.post<Quiz>('/quizzes', input)
export const answerQuiz = (id: string, answers: (number | null)[]) => api.post<Quiz>(`/quizzes/${id}/answers`, { answers })

/** `plan …` or `law …` as the choice has it. */
const sourceIds = (source: string) => {
  const [kind, id = ''] = source.split(' ')
  return kind === 'law' ? { lawId: id } : { entryId: id }
}
export const proposeQuestions = (source: string) => api.post<QuizQuestionList>('/quiz-questions/proposals', sourceIds(source))
export const writeQuestion = ({ source, ...question }: Omit<QuizQuestionInput, 'entryId' | 'lawId'> & { source: string }) =>
  api.post<QuizQuestion>('/quiz-questions', { ...question, ...sourceIds(source) })
export const changeQuestion = (id: string, input: Omit<QuizQuestionInput, 'entryId' | 'lawId'> & { version: number }) =>
  api.put(`/quiz-questions/${id}`, input)
export const decideQuestion = (id: string, verdict: 'approved' | 'retired', version: number) =>
  api.post(`/quiz-questions/${id}/decisions`, { verdict, version })
