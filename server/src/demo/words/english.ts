import type { Finding } from '@zhiwei/contract'

/** Complaints of customers who write English; staff work on them in Chinese and answer in English. */
export type EnglishMatter = {
  name: string
  subject: readonly string[]
  core: readonly string[]
  want: readonly string[]
  told: Partial<Record<Finding, readonly string[]>>
}

export const englishMatters: readonly EnglishMatter[] = [
  {
    name: 'fault',
    subject: ['{thing} not working', '{thing} broke down after {days} weeks', 'Faulty {thing}'],
    core: [
      'I bought {aThing} ({model}) on {date} and it [stopped working|keeps tripping the breaker|makes a grinding noise] after {days} weeks. [I restarted it twice.|The manual did not help.]',
      'My {thing}, order {order}, has been faulty since {date}. [A technician came, looked at it for five minutes and left.|Nobody has called me back.]',
    ],
    want: ['Please send a qualified technician.', 'I want a replacement.', 'I would like a refund.'],
    told: {
      substantiated: ['Our technician confirmed a defective part, replaced it and tested the unit with you.'],
      unsubstantiated: ['The unit was tested and works within specification; we have explained the settings.'],
      partly: ['A minor defect was found and repaired; the low mains voltage at your home also played a part.'],
    },
  },
  {
    name: 'delay',
    subject: ['Order {order} still not delivered', 'Delivery delayed again'],
    core: [
      'Order {order} was promised for {date} and it is now {days} days late. [The tracking page has not changed.|The driver cancelled twice.] [I took leave for nothing.|My apartment has no {thing}.]',
      'Your website said 48 hours. I have waited {days} days for my {thing} and [every agent tells me something different|the chatbot goes round in circles].',
    ],
    want: ['Please deliver tomorrow or cancel the order.', 'I expect compensation.'],
    told: {
      substantiated: ['Your parcel was held at a transit depot; it has now been delivered.'],
      partly: ['The goods left on time, but the last leg was rescheduled without telling you.'],
    },
  },
  {
    name: 'installation',
    subject: ['Installer never showed up', 'Bad installation of {thing}'],
    core: [
      'The installer was due on {date} at nine. [Nobody came and nobody called.|He came four hours late.] The {thing} has been sitting in its box for {days} days.',
      'Your installer [drilled the hole in the wrong place|cracked two tiles|left without testing the {thing}] on {date} and [asked for cash|laughed when I complained].',
    ],
    want: ['Please reinstall it properly.', 'I want the wall repaired and an apology.'],
    told: {
      substantiated: ['You are right: the appointment was missed. The installation has been completed and inspected.'],
      partly: ['The delay was ours; the installation itself passed inspection.'],
    },
  },
  {
    name: 'refund',
    subject: ['Refund missing', 'Where is my refund for {order}?'],
    core: [
      'I returned the {thing} (order {order}) on {date}. After {days} days [there is still no refund|only half came back].',
      'The refund of {amount} yuan for order {order} has been "processing" for {days} days. [Is this how you treat customers?|I have asked {times} times.]',
    ],
    want: ['Please refund today.', 'I will go to 12315 otherwise.'],
    told: {
      substantiated: ['The return slip was not passed to finance in time; the refund has now been paid.'],
      unsubstantiated: ['The refund was paid to the card used for the order; the receipt is attached.'],
    },
  },
  {
    name: 'access',
    subject: ['No way to reach a person', 'Hotline in Chinese only'],
    core: [
      'I called {times} times about my {thing} and could not reach an English-speaking agent. [The bot did not understand me.|I was cut off after 30 minutes.]',
      'There is no English option for booking a repair of my {thing}. [I gave up after {days} days.|Please fix the app.]',
    ],
    want: ['Please call me back in English.', 'Please add an English line.'],
    told: { substantiated: ['The English option was missing from the new menu; it is back, and your request has been booked.'] },
  },
]

export const englishOpening = ['Hello, ', 'Dear team, ', 'Hi there, ', '', 'To whom it may concern: '] as const
export const englishEnding = [' Thank you.', ' Regards.', ' Please reply in English.', ' I am very disappointed.', ''] as const
export const englishAnswer = [
  'Dear {call}, thank you for your patience. ',
  'Dear {call}, we are sorry for the trouble. ',
  'Hello {call}, here is the result of our check. ',
] as const
export const englishAnswerEnding = [
  ' Please write back if anything is still open.',
  ' We will call you in {days} days to make sure all is well.',
  ' Your service team',
] as const
