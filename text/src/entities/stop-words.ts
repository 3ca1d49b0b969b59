/** Characters that stand in no keyword: they end a run. */
export const stopCharacters = new Set(
  '的了是我你他她它们在就都和与也很还不没有要会能可这那个吗呢吧啊被把给让向从到对说去来上下着过又再只才已为以及或但却并等之其而于则因所请您一二三四五六七八九十两几什么怎多少哪谁',
)

/** Words that say nothing about a matter, Chinese and English: left out of keywords. */
export const stopWords = new Set(
  `我们 你们 他们 自己 这个 那个 什么 怎么 为什么 可以 没有 现在 已经 因为 所以 但是 如果 还是 就是 不是 只是 时候 今天 昨天 明天 之后 之前 一个 一直
一下 这样 那样 非常 真的 知道 觉得 希望 问题 情况 事情 东西 您好 你好 谢谢 请问 客服 投诉 反映 进行 相关 要求 处理 解决 告知 表示 客户 用户 然后 而且 或者 以及 关于
the and for you your with that this have has had was were are not but they them she him his her our its from will would can could should been being
what when where which who why how all any some there their then than too very just about into out over after before again get got did does don didn
please thank thanks hello dear`.split(/\s+/u),
)
