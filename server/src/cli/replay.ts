import { readMessages } from './replay/read-messages.ts'
import { replay } from './replay/replay.ts'
import { type Command, readArgs, say, UsageError } from './usage.ts'

export const command: Command = {
  help: `Usage: npm run -s zhiwei -- replay --in MESSAGES.csv

Feeds dated messages day by day, as they came, and prints one JSON line an alarm. On a day nothing is known of a later one.
No server and no database is needed.

{"raisedOn":"2019-04-05","kind":"topic","key":"topic:…","title":"…","level":"blue","firstMessageOn":"2019-03-26","messageIds":["…"]}

Columns of the table (.csv, .tsv, .jsonl): id, time, text, subject, and where they are there user and region; or 留言编号, 留言用户, 留言主题,
留言时间, 留言详情. Times as 2019/2/28 11:25:05 or 2019-02-28 11:25:05; a day is the day that is written there. Without a column of users
each message counts as another person's.

kind topic   one matter told by 3 people within 30 days (blue), 5 (yellow), 10 (orange), 20 (red); told again only at a higher level
kind surge   a region, or the whole, with far more in seven days than the weeks before let expect, and not by a topic told of before
messageIds   the messages that made this alarm, and no others
The rules: docs/rules/topics.md`,
  async run(args) {
    const { values } = readArgs(args, { in: { type: 'string' } } as const, { least: 0, most: 0 })
    if (!values.in) throw new UsageError('--in is missing')
    const messages = readMessages(values.in, say)
    let alarms = 0
    for (const alarm of replay(messages)) {
      process.stdout.write(`${JSON.stringify(alarm)}\n`)
      alarms++
    }
    say(`${messages.length} messages, ${alarms} alarms`)
  },
}
