/** 热点话题, as the messages come: what people complain about, how hot it is, and when it is told of. Pure. */
export { alarmDays, alarmPastDays, alarmPeople, alarmRankOf, type Core, type CoreMessage, coreOf, isNews } from './alarms.ts'
export { growthDays, growthOf, type Heat, type HeatInput, heatOf } from './heat.ts'
export { cohesionOf, profileFrom, profileOfMessages, type StoredProfile, storedProfileOf } from './profile.ts'
export { Rarity } from './rarity.ts'
export { idleDays, type LiveTopic, type Placed, TopicStream } from './stream.ts'
export { sharedWordsOf, titleFrom, titleOfSubjects } from './titles.ts'
export { type TopicAlarm, TopicWatch, type WatchedMessage } from './watch.ts'
