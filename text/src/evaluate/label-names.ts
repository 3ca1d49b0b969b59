/** What other people call our classes, the likeliest first: the first name among a file's labels is the one we answer with. */
const namesOf: Record<string, Record<string, string[]>> = {
  sentiment: {
    negative: ['negative', 'neg', 'negatif', 'bad', '消极', '负面', '负向', '负', '差评', '不满意', '贬'],
    neutral: ['neutral', 'neu', '中性', '中立', '中评', '一般'],
    positive: ['positive', 'pos', 'good', '积极', '正面', '正向', '正', '好评', '满意', '褒'],
  },
  emotion: {
    pleased: ['pleased', 'happy', 'happiness', 'joy', 'like', '开心', '高兴', '喜悦', '快乐', '满意', '积极', 'positive'],
    calm: ['calm', 'neutral', 'none', '平静', '中性', '无情绪', '无'],
    surprised: ['surprised', 'surprise', 'astonished', '惊讶', '惊奇', '吃惊'],
    worried: ['worried', 'fear', 'anxious', 'anxiety', '担心', '焦虑', '恐惧', '害怕', '担忧'],
    disappointed: ['disappointed', 'disappointment', '失望', '不满', 'sad', 'sadness', '悲伤', '难过', '伤心'],
    sad: ['sad', 'sadness', '悲伤', '难过', '伤心', '委屈'],
    angry: ['angry', 'anger', '愤怒', '生气', '气愤', '怒'],
    desperate: ['desperate', 'despair', '绝望', 'sad', 'sadness', '悲伤', '难过', '伤心'],
  },
  offensive: {
    no: ['0', 'no', 'false', 'non-offensive', 'not-offensive', 'safe', 'normal', 'clean', '非冒犯', '不冒犯', '正常', '否'],
    yes: ['1', 'yes', 'true', 'offensive', 'unsafe', 'toxic', 'abusive', '冒犯', '辱骂', '攻击', '是'],
  },
  complaint: {
    no: ['0', 'no', 'false', 'non-complaint', 'not-complaint', 'other', '非投诉', '不是投诉', '咨询', '否'],
    yes: ['1', 'yes', 'true', 'complaint', '投诉', '是'],
  },
  severity: {
    'Non-Complaint': ['Non-Complaint', 'none', '0', '非投诉'],
    'No explicit reproach': ['No explicit reproach', '1', '无明确指责'],
    Disapproval: ['Disapproval', '2', '不满'],
    Accusation: ['Accusation', '3', '指责'],
    Blame: ['Blame', '4', '责备'],
  },
}

// Numbers mean what the whole set of them says.
const numbered: Record<string, Record<string, Record<string, string[]>>> = {
  sentiment: {
    '0,1': { negative: ['0'], positive: ['1'] },
    '-1,1': { negative: ['-1'], positive: ['1'] },
    '1,2': { negative: ['1'], positive: ['2'] },
    '-1,0,1': { negative: ['-1'], neutral: ['0'], positive: ['1'] },
    '0,1,2': { negative: ['0'], neutral: ['1'], positive: ['2'] },
    '1,2,3': { negative: ['1'], neutral: ['2'], positive: ['3'] },
  },
}

/** Levels told as 1–5 instead of 0–4; a 5 among them says so, whichever are missing. */
const fromOne = {
  'Non-Complaint': ['1'],
  'No explicit reproach': ['2'],
  Disapproval: ['3'],
  Accusation: ['4'],
  Blame: ['5'],
}
const countsFromOne = (found: readonly string[]) => found.includes('5') && found.every((label) => /^[1-5]$/.test(label))

/**
 * Which label of the file each class of a shipped model answers with: given pairs first (`negative=0,positive=1`), then numbers by their
 * set, then known names, without regard to case. A class that no label means is left out. Without labels the classes keep their names.
 */
export function labelsByClass(task: string, classes: string[], found: string[], given?: string): Map<string, string> {
  if (given) return givenPairs(given, classes)
  if (found.length === 0) return new Map(classes.map((name) => [name, name]))
  const numbers = numbered[task]?.[[...found].sort((one, other) => Number(one) - Number(other)).join()]
  const levels = task === 'severity' && countsFromOne(found) ? fromOne : undefined
  const names: Record<string, string[]> = numbers ?? levels ?? namesOf[task] ?? {}
  const byLowerCase = new Map(found.map((label) => [label.toLowerCase(), label]))
  return new Map(
    classes.flatMap((name) => {
      const label = (names[name] ?? [name]).map((alias) => byLowerCase.get(alias.toLowerCase())).find((known) => known !== undefined)
      return label === undefined ? [] : [[name, label] as const]
    }),
  )
}

function givenPairs(given: string, classes: string[]): Map<string, string> {
  return new Map(
    given.split(',').map((pair) => {
      const [name = '', label = ''] = pair.split('=').map((part) => part.trim())
      if (!classes.includes(name) || !label) throw new Error(`--labels is a list as ${classes.map((known) => `${known}=…`).join(',')}`)
      return [name, label]
    }),
  )
}
