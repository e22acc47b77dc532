package dev.understudy.mock.http;

import dev.understudy.scenario.AnswerPlan;

/** Operations that concern no job: the contract's answer. */
final class PlainEndpoint implements Endpoint {
    @Override
    public void answer(Call call) {
        var clock = call.session().clock();
        Answers.success(call, new Variables().with("now", clock.at(clock.now())), AnswerPlan.NORMAL);
    }
}
