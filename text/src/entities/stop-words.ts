/** Characters that stand in no keyword: they end a run. */
export const stopCharacters = new Set(
  '的了是我你他她它们在就都和与也很还不没有要会能可这那个吗呢吧啊被把给让向从到对说去来上下着过又再只才已为以及或但却并等之其而于则因所请您一二三四五六七八九十两几什么怎多少哪谁',
)

/** Words that say nothing about a matter, Chinese and English: left out of keywords. */
export const stopWords = new Set(
  `我们 你们 他们 自己 这个 那个 什么 怎么 为什么 可以 没有 现在 已经 因为 所以 但是 如果 还是 就是 不是 只是 时候 今天 昨天 明天 之后 之前 一个 一直
一下 这样 那样 非常 真的 知道 觉得 希望 问题 情况 事情 东西 您好 你好 谢谢 请问 客服 投诉 反映 进行 相关 要求 处理 解决 告知 表示 客户 用户 然后 而且 或者 以及 关于
a an is be i me my mine myself we us our ours you your yours he him his she her hers it its they them their theirs the this that these those and
or but nor so yet if then than because as at by for from in into of off on onto out over to up upon with without within about above after
again against all also always am any anyone anything are around away be became been before being below between both can cannot could did
do does doing done down during each either else even ever every everyone everything few get gets getting give given go goes going gone got
had has have having hello here how however just keep kept know last less let like made make makes many may maybe mean might more most much
must need needs never new next no nobody none not nothing now often once one only other others ought please put quite rather really said
same say says see seem several shall should since some someone something soon still such sure take taken tell thank thanks there thing
things think though through thus told too took try trying two under until unless use used very want wanted was way well went were what
whatever when where whether which while who whole whom whose why will would yes ago already pm dear hi sir madam regards sincerely today
yesterday tomorrow day days time times aren couldn d didn doesn don hadn hasn haven isn ll m mustn re s shouldn t ve wasn weren won wouldn
ain em im ive id isnt dont didnt doesnt cant wont wasnt couldnt customer complaint complain company problem issue`.split(/\s+/u),
)
