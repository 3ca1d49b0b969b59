// 累死了, 吵得要死; 打死也不来, 死也不会再买; 以后不会再住, 再也不想在这里买.
const figures =
  /[累热冻烦笑急饿困吵渴贵吓痒晒挤堵臭丑闷憋辣咸酸慢卡坑气](?:[得的]要)?死(?!给|在|自)|死[也都]不(?:会|想|要|敢|能|再)|打死[也都]|死心|死活|逼疯|受够|(?:再也|以后|下次).{0,6}不(?:会|想|敢|在|再)*(?:来了|来你|来这|买|住|订|点餐|光顾|消费)/u

/** 过头话: dying said of heat, noise and prices, leaving said of a shop. Who speaks so may mean nothing by it; what is meant the rules know. */
export const isFigure = (sentence: string): boolean => figures.test(sentence)
