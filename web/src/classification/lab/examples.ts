/** 示例, written for this page: each shows another thing the engine reads. Telephone numbers are invented. */
export const examples = {
  angry: `我11月12号在你们平台花3280元买的空调，订单号20261112883746，约好周六上午九点上门安装，等到下午三点都没人来！打了四次客服电话，一个说师傅在路上，一个说要问安装部，推来推去没人管。我请了一天假，家里老人热得整晚睡不着。
你们必须今天晚上八点前装好，再赔我误工费300元，否则我直接退货，打12315投诉，还要发到抖音让大家看看你们的嘴脸！我的电话13900001234，别再让我找你们。`,
  safety: `昨晚十点多闻到厨房有很浓的煤气味，打抢修电话一直占线，打了六遍才有人接，说天亮再派人。我爸七十八岁，半夜头晕恶心，我们把他送到医院，医生说是轻度煤气中毒。
同一栋楼至少还有五户也闻到了，大家已经在群里商量一起去区里反映。阀门接口上个月刚换过，这是安全隐患，出了人命谁负责？`,
  question: `你好，我看了一下这个月的话费账单，比上个月多了一笔26.8元的“增值业务包”，可我没有印象订过这个。请问这是什么时候开通的，是怎么开通的？如果不是我本人操作的，麻烦帮我取消，谢谢。`,
  dialogue: `机器人：您好，我是智能助手，请问有什么可以帮您？
客户：家里宽带断了两天，帮我报修
机器人：请先重启光猫，观察指示灯是否恢复。
客户：重启过了，没用，红灯一直闪
机器人：请先重启光猫，观察指示灯是否恢复。
客户：我说了重启过了！你是不是听不懂人话？转人工
客服：您好，工号3102，请问您的宽带账号是多少？
客户：我前天就报过修，说24小时内上门，到现在连个电话都没有。孩子上网课上不了，我在家也没法办公
客服：系统里没有查到您的报修记录，需要重新登记。
客户：又要重新登记？你们就是这么糊弄人的？那我这两天的损失谁赔
客服：非常抱歉，我现在为您加急，今天下午五点前师傅一定到，另外这两天的费用给您减免，再送您一个月会员，您看可以吗？
客户：五点前不到我就去工信部投诉
客服：我会一直跟进，四点半给您回电话确认。
客户：行吧，希望这次说话算数，谢谢`,
  english: `I booked two nights at your hotel for 14 November and cancelled three days ahead, well within your own policy. Your desk confirmed the refund of $412 by phone, then by e-mail, and five weeks later there is still nothing on my card. I have called seven times and each time I am passed to another department.
This is my last message. If the money is not back by Friday I will dispute the charge with my bank, report you to consumer protection and post the whole story, with the recordings, on social media. You can reach me at j.harlow@example.com.`,
} as const

export type ExampleName = keyof typeof examples
export const exampleNames = Object.keys(examples) as ExampleName[]
export const isExample = (name: string | null): name is ExampleName => name !== null && Object.hasOwn(examples, name)
