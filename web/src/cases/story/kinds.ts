import type { EventKind } from '@zhiwei/contract'

/** What a row of the story is to the eye: `message` the customer saw or said, `note` stays inside, `file`, else an event. */
export type StoryKind = 'message' | 'note' | 'file' | 'event'
export const storyFilters = ['all', 'message', 'note', 'event', 'file'] as const
export type StoryFilter = (typeof storyFilters)[number]

const kinds: Partial<Record<EventKind, StoryKind>> = {
  'complaint.received': 'message',
  'case.messageSent': 'message',
  'case.messageReceived': 'message',
  'case.answered': 'message',
  'case.noted': 'note',
  'case.fileAdded': 'file',
}

export const storyKindOf = (kind: EventKind): StoryKind => kinds[kind] ?? 'event'

/** Who speaks in a message. */
export const isFromCustomer = (kind: EventKind) => kind === 'case.messageReceived' || kind === 'complaint.received'
