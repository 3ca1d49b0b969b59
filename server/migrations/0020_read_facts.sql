-- What was read out of a case as lists ask for it: the emotion of its last message (0–4) and its signals, a bit each in the order of the contract
-- (regulator 1, media 2, legal 4 …), with what people said in the place of the machine.
alter table complaint_case add column emotion smallint, add column signal_bits integer not null default 0;
create index complaint_case_emotion on complaint_case (tenant_id, emotion, received_at desc, id desc) where emotion >= 3;
create index complaint_case_signals on complaint_case (tenant_id, received_at desc, id desc) where signal_bits <> 0;

do $$
declare t uuid;
begin
  for t in select id from tenant loop
    perform set_config('app.tenant', t::text, true);
    update complaint_case c set emotion = r.emotion, signal_bits = r.bits
    from (
      select a.case_id,
        (array_agg(coalesce((e.given #>> '{}')::smallint, (a.result -> 'emotion' ->> 'level')::smallint) order by a.event_no desc))[1] as emotion,
        bit_or(s.bits) as bits
      from case_analysis a
      left join lateral (select given from analysis_correction k where k.tenant_id = t and k.case_id = a.case_id and k.event_no = a.event_no
        and k.field = 'emotion' order by k.said_no desc limit 1) e on true
      left join lateral (select given from analysis_correction k where k.tenant_id = t and k.case_id = a.case_id and k.event_no = a.event_no
        and k.field = 'signals' order by k.said_no desc limit 1) g on true
      cross join lateral (
        select coalesce(bit_or(1 << (array_position(array['regulator', 'media', 'legal', 'crowd', 'safety', 'selfHarm', 'vulnerable', 'insult',
          'compensation', 'deadline', 'professional', 'personalData'], kind) - 1)), 0) as bits
        from jsonb_array_elements_text(coalesce(g.given, jsonb_path_query_array(a.result, '$.signals[*].kind'))) as kind
      ) s
      where a.tenant_id = t group by a.case_id
    ) r
    where c.tenant_id = t and c.id = r.case_id;
  end loop;
  perform set_config('app.tenant', '', true);
end $$;
