;; Counts the hashed n-grams of a normalised text (特征). counting.ts holds the bytes made of it.
(module
  (import "math" "log1p" (func $log1p (param f64) (result f64)))
  (memory (export "memory") 4)

  ;; The open table of features met, set once a text: where its slots begin (i32: number of the feature from 1 on, 0: free) and their mask,
  ;; and the lists it points to: buckets (i32), how often met (f32), shares (f32).
  (global $slots (export "slots") (mut i32) (i32.const 0))
  (global $slotMask (mut i32) (i32.const 0))
  (global $ids (export "ids") (mut i32) (i32.const 0))
  (global $counts (export "counts") (mut i32) (i32.const 0))
  (global $shares (export "shares") (mut i32) (i32.const 0))
  (global $filled (mut i32) (i32.const 0))
  ;; Of the buckets, and how much a feature met once more counts.
  (global $mask (mut i32) (i32.const 0))
  (global $weight (mut f32) (f32.const 1))

  (func $add (param $hash i32) (param $share f32)
    (local $slot i32) (local $place i32) (local $at i32)
    (local.set $hash (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))) (i32.const 0x2c1b3c6d)))
    (local.set $hash (i32.mul (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 12))) (i32.const 0x297a2d39)))
    (local.set $hash (i32.and (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 15))) (global.get $mask)))
    (local.set $slot (local.get $hash))
    (block $free
      (loop $probe
        (local.set $slot (i32.and (local.get $slot) (global.get $slotMask)))
        (local.set $place (i32.add (global.get $slots) (i32.shl (local.get $slot) (i32.const 2))))
        (local.set $at (i32.load (local.get $place)))
        (br_if $free (i32.eqz (local.get $at)))
        (local.set $at (i32.shl (i32.sub (local.get $at) (i32.const 1)) (i32.const 2)))
        (if (i32.eq (i32.load (i32.add (global.get $ids) (local.get $at))) (local.get $hash))
          (then
            (local.set $at (i32.add (global.get $counts) (local.get $at)))
            (f32.store (local.get $at) (f32.add (f32.load (local.get $at)) (global.get $weight)))
            (return)))
        (local.set $slot (i32.add (local.get $slot) (i32.const 1)))
        (br $probe)))
    (local.set $at (i32.shl (global.get $filled) (i32.const 2)))
    (i32.store (i32.add (global.get $ids) (local.get $at)) (local.get $hash))
    (f32.store (i32.add (global.get $counts) (local.get $at)) (global.get $weight))
    (f32.store (i32.add (global.get $shares) (local.get $at)) (local.get $share))
    (global.set $filled (i32.add (global.get $filled) (i32.const 1)))
    (i32.store (local.get $place) (global.get $filled)))

  ;; Of Chinese, long grams are rare and many: they would drown the single characters. Latin grams are short for their letters and stay whole.
  (func $gramShare (param $distance i32) (result f32)
    (if (i32.lt_u (local.get $distance) (i32.const 2)) (then (return (f32.const 1))))
    (select (f32.const 0.7) (f32.const 0.5) (i32.eq (local.get $distance) (i32.const 2))))

  (func $isLatin (param $code i32) (result i32)
    (i32.or
      (i32.or
        (i32.lt_u (i32.sub (local.get $code) (i32.const 0x61)) (i32.const 26))
        (i32.or (i32.eq (local.get $code) (i32.const 0x30)) (i32.eq (local.get $code) (i32.const 0x27))))
      (i32.and
        (i32.lt_u (i32.sub (local.get $code) (i32.const 0xdf)) (i32.const 0x171))
        (i32.ne (local.get $code) (i32.const 0xf7)))))

  ;; codes: u16 each. With $apart also two Chinese characters with one to four others between.
  ;; Answers how many features there are now, with those of texts counted before (filled).
  (func (export "grams") (param $codes i32) (param $length i32) (param $apart i32) (param $buckets i32) (param $mask i32)
    (param $times f32) (param $before i32)
    (result i32)
    (local $at i32) (local $next i32) (local $end i32) (local $stop i32) (local $code i32) (local $hash i32) (local $chinese i32)
    (local $word i32) (local $previous i32) (local $inWord i32)
    (global.set $mask (i32.sub (local.get $buckets) (i32.const 1)))
    (global.set $slotMask (local.get $mask))
    (global.set $weight (local.get $times))
    (global.set $filled (local.get $before))
    (local.set $stop (i32.add (local.get $codes) (i32.shl (local.get $length) (i32.const 1))))
    (local.set $at (local.get $codes))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $stop)))
        (local.set $hash (i32.const 0x811c9dc5))
        (local.set $chinese (i32.const 0))
        (local.set $end (i32.add (local.get $at) (i32.const 8)))
        (if (i32.gt_u (local.get $end) (local.get $stop)) (then (local.set $end (local.get $stop))))
        (local.set $next (local.get $at))
        (loop $gram
          (local.set $code (i32.load16_u (local.get $next)))
          (local.set $hash (i32.mul (i32.xor (local.get $hash) (local.get $code)) (i32.const 0x01000193)))
          (local.set $hash (i32.xor (local.get $hash) (i32.shr_u (local.get $hash) (i32.const 13))))
          (local.set $chinese (i32.or (local.get $chinese) (i32.ge_u (local.get $code) (i32.const 0x2e80))))
          (call $add
            (local.get $hash)
            (select
              (call $gramShare (i32.shr_u (i32.sub (local.get $next) (local.get $at)) (i32.const 1)))
              (f32.const 1)
              (local.get $chinese)))
          (local.set $next (i32.add (local.get $next) (i32.const 2)))
          (br_if $gram (i32.lt_u (local.get $next) (local.get $end))))
        (local.set $code (i32.load16_u (local.get $at)))
        (if (i32.and (local.get $apart) (i32.ge_u (local.get $code) (i32.const 0x2e80)))
          (then (call $apart (local.get $at) (local.get $stop))))
        (if (call $isLatin (local.get $code))
          (then
            (local.set $word
              (i32.mul
                (i32.xor (select (local.get $word) (i32.const 0x2f0b4c47) (local.get $inWord)) (local.get $code))
                (i32.const 0x01000193)))
            (local.set $inWord (i32.const 1))
            (local.set $next (i32.add (local.get $at) (i32.const 2)))
            (if
              (i32.eqz
                (if (result i32) (i32.lt_u (local.get $next) (local.get $stop))
                  (then (call $isLatin (i32.load16_u (local.get $next))))
                  (else (i32.const 0))))
              (then
                (call $add (local.get $word) (f32.const 1))
                (if (local.get $previous)
                  (then
                    (call $add
                      (i32.xor
                        (i32.mul (i32.xor (local.get $previous) (i32.const 0x6d2b79f5)) (i32.const 0x01000193))
                        (local.get $word))
                      (f32.const 1))))
                (local.set $previous (local.get $word))
                (local.set $inWord (i32.const 0)))))
          (else (if (i32.ne (local.get $code) (i32.const 0x20)) (then (local.set $previous (i32.const 0))))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (br $each)))
    (global.get $filled))

  (func $apart (param $at i32) (param $stop i32)
    (local $first i32) (local $distance i32) (local $code i32)
    (local.set $first (i32.mul (i32.xor (i32.load16_u (local.get $at)) (i32.const 0x51ed270b)) (i32.const 0x01000193)))
    (local.set $at (i32.add (local.get $at) (i32.const 4)))
    (block $done
      (loop $each
        (br_if $done (i32.or (i32.ge_u (local.get $at) (local.get $stop)) (i32.ge_u (local.get $distance) (i32.const 4))))
        (local.set $code (i32.load16_u (local.get $at)))
        (if (i32.ge_u (local.get $code) (i32.const 0x2e80))
          (then
            (call $add
              (i32.xor (i32.mul (i32.xor (local.get $first) (local.get $code)) (i32.const 0x01000193)) (i32.const 0x7919))
              (select
                (f32.const 0.5)
                (select (f32.const 0.4) (f32.const 0.3) (i32.eq (local.get $distance) (i32.const 2)))
                (i32.lt_u (local.get $distance) (i32.const 2))))))
        (local.set $at (i32.add (local.get $at) (i32.const 2)))
        (local.set $distance (i32.add (local.get $distance) (i32.const 1)))
        (br $each))))

  ;; What each feature counts: ln(1 + count) by its share, at length 1 together. known: that of the first 64 counts, f64 each.
  (func (export "weigh") (param $values i32) (param $known i32) (param $count i32)
    (local $at i32) (local $end i32) (local $times f64) (local $whole i32) (local $value f64) (local $squares f64)
    (local.set $end (i32.shl (local.get $count) (i32.const 2)))
    (block $done
      (loop $each
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $times (f64.promote_f32 (f32.load (i32.add (global.get $counts) (local.get $at)))))
        (local.set $whole (i32.trunc_sat_f64_s (local.get $times)))
        (local.set $value
          (if (result f64)
            (i32.and
              (i32.lt_u (local.get $whole) (i32.const 64))
              (f64.eq (f64.convert_i32_s (local.get $whole)) (local.get $times)))
            (then (f64.load (i32.add (local.get $known) (i32.shl (local.get $whole) (i32.const 3)))))
            (else (call $log1p (local.get $times)))))
        (local.set $value
          (f64.mul (local.get $value) (f64.promote_f32 (f32.load (i32.add (global.get $shares) (local.get $at))))))
        (f32.store (i32.add (local.get $values) (local.get $at)) (f32.demote_f64 (local.get $value)))
        (local.set $squares (f64.add (local.get $squares) (f64.mul (local.get $value) (local.get $value))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $each)))
    (if (f64.gt (local.get $squares) (f64.const 0))
      (then (local.set $squares (f64.div (f64.const 1) (f64.sqrt (local.get $squares))))))
    (local.set $at (i32.const 0))
    (block $normed
      (loop $norm
        (br_if $normed (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $whole (i32.add (local.get $values) (local.get $at)))
        (f32.store (local.get $whole)
          (f32.demote_f64 (f64.mul (f64.promote_f32 (f32.load (local.get $whole))) (local.get $squares))))
        (local.set $at (i32.add (local.get $at) (i32.const 4)))
        (br $norm)))))
