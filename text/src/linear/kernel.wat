;; The sums of a linear model over hashed features, sixteen columns at once (线性模型内核). kernel.ts holds the bytes made of it.
(module
  (memory (export "memory") 16)

  ;; ids: i32 each; values: f32 each; table: rows of one idf byte and `columns` weights q, of which q·|q| counts.
  ;; index: of 32 buckets each a bit whether it has a row, and how many rows stand before; 0: each bucket has one.
  ;; known: room for a place and a share of each feature; sums: f32 a column, room for the next sixteen. Answers the sum of the squared shares.
  (func (export "score")
    (param $ids i32) (param $values i32) (param $count i32)
    (param $index i32) (param $table i32) (param $mask i32) (param $columns i32)
    (param $known i32) (param $sums i32)
    (result f32)
    (local $stride i32) (local $at i32) (local $place i32) (local $column i32)
    (local $id i32) (local $bits i32) (local $met i32)
    (local $share f32) (local $squares f32)
    (local $half v128) (local $shares v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)

    ;; Known rows that fill more than half a line of the cache (33 to 63 columns) begin with one each.
    (local.set $stride
      (select
        (i32.const 64)
        (i32.add (local.get $columns) (i32.const 1))
        (i32.and
          (i32.ne (local.get $index) (i32.const 0))
          (i32.lt_u (i32.sub (local.get $columns) (i32.const 33)) (i32.const 31)))))
    (local.set $met (local.get $known))
    ;; The index is small and stays in the cache: of what the model does not know no row is asked.
    (block $found
      (if (local.get $index)
        (then
          (loop $find
            (br_if $found (i32.ge_u (local.get $at) (local.get $count)))
            (local.set $id
              (i32.and (local.get $mask) (i32.load (i32.add (local.get $ids) (i32.shl (local.get $at) (i32.const 2))))))
            (local.set $place (i32.add (local.get $index) (i32.shl (i32.shr_u (local.get $id) (i32.const 5)) (i32.const 3))))
            (local.set $bits (i32.load (local.get $place)))
            (i32.store (local.get $met)
              (i32.add (local.get $table)
                (i32.mul (local.get $stride)
                  (i32.add (i32.load offset=4 (local.get $place))
                    (i32.popcnt
                      (i32.and (local.get $bits)
                        (i32.sub (i32.shl (i32.const 1) (local.get $id)) (i32.const 1))))))))
            (f32.store offset=4 (local.get $met) (f32.load (i32.add (local.get $values) (i32.shl (local.get $at) (i32.const 2)))))
            (local.set $met
              (i32.add (local.get $met)
                (i32.shl (i32.and (i32.shr_u (local.get $bits) (local.get $id)) (i32.const 1)) (i32.const 3))))
            (local.set $at (i32.add (local.get $at) (i32.const 1)))
            (br $find))))
      (loop $each
        (br_if $found (i32.ge_u (local.get $at) (local.get $count)))
        (i32.store (local.get $met)
          (i32.add (local.get $table)
            (i32.mul (local.get $stride)
              (i32.and (local.get $mask) (i32.load (i32.add (local.get $ids) (i32.shl (local.get $at) (i32.const 2))))))))
        (f32.store offset=4 (local.get $met) (f32.load (i32.add (local.get $values) (i32.shl (local.get $at) (i32.const 2)))))
        (local.set $met (i32.add (local.get $met) (i32.const 8)))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $each)))

    ;; Every row is touched, where it ends, before anything is reckoned: the table is larger than the cache, and many are waited for at once.
    (local.set $at (local.get $known))
    (block $touched
      (loop $touch
        (br_if $touched (i32.ge_u (local.get $at) (local.get $met)))
        (local.set $id (i32.add (local.get $id) (i32.load8_u (i32.add (local.get $columns) (i32.load (local.get $at))))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $touch)))
    ;; Kept, so that no compiler leaves the touching out; there is room for one more.
    (i32.store (local.get $met) (local.get $id))

    ;; A narrow table is read in one go: the share of a feature is its value by the row's idf byte; that of an unknown one is 0 and adds nothing.
    (local.set $at (local.get $known))
    (if (i32.le_u (local.get $columns) (i32.const 4))
      (then
        (block $four
          (loop $each
            (br_if $four (i32.ge_u (local.get $at) (local.get $met)))
            (local.set $place (i32.load (local.get $at)))
            (local.set $share (f32.mul (f32.load offset=4 (local.get $at)) (f32.convert_i32_u (i32.load8_u (local.get $place)))))
            (local.set $squares (f32.add (local.get $squares) (f32.mul (local.get $share) (local.get $share))))
            (local.set $half (i16x8.extend_low_i8x16_s (v128.load32_zero offset=1 (local.get $place))))
            (local.set $a
              (f32x4.add (local.get $a)
                (f32x4.mul
                  (f32x4.splat (local.get $share))
                  (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))))))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $each)))
        (v128.store (local.get $sums) (local.get $a))
        (return (local.get $squares))))
    (if (i32.le_u (local.get $columns) (i32.const 8))
      (then
        (block $eight
          (loop $each
            (br_if $eight (i32.ge_u (local.get $at) (local.get $met)))
            (local.set $place (i32.load (local.get $at)))
            (local.set $share (f32.mul (f32.load offset=4 (local.get $at)) (f32.convert_i32_u (i32.load8_u (local.get $place)))))
            (local.set $squares (f32.add (local.get $squares) (f32.mul (local.get $share) (local.get $share))))
            (local.set $shares (f32x4.splat (local.get $share)))
            (local.set $half (v128.load8x8_s offset=1 (local.get $place)))
            (local.set $half (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))
            (local.set $a
              (f32x4.add (local.get $a)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
            (local.set $b
              (f32x4.add (local.get $b)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $each)))
        (v128.store (local.get $sums) (local.get $a))
        (v128.store offset=16 (local.get $sums) (local.get $b))
        (return (local.get $squares))))

    (block $looked
      (loop $look
        (br_if $looked (i32.ge_u (local.get $at) (local.get $met)))
        (local.set $share
          (f32.mul (f32.load offset=4 (local.get $at)) (f32.convert_i32_u (i32.load8_u (i32.load (local.get $at))))))
        (f32.store offset=4 (local.get $at) (local.get $share))
        (local.set $squares (f32.add (local.get $squares) (f32.mul (local.get $share) (local.get $share))))
        (local.set $at (i32.add (local.get $at) (i32.const 8)))
        (br $look)))

    (block $all
      (loop $group
        (br_if $all (i32.ge_u (local.get $column) (local.get $columns)))
        (local.set $a (v128.const i32x4 0 0 0 0))
        (local.set $b (v128.const i32x4 0 0 0 0))
        (local.set $c (v128.const i32x4 0 0 0 0))
        (local.set $d (v128.const i32x4 0 0 0 0))
        (local.set $at (local.get $known))
        (block $added
          (loop $sixteen
            (br_if $added (i32.ge_u (local.get $at) (local.get $met)))
            (local.set $place (i32.add (local.get $column) (i32.load (local.get $at))))
            (local.set $shares (v128.load32_splat offset=4 (local.get $at)))
            (local.set $half (v128.load8x8_s offset=1 (local.get $place)))
            (local.set $half (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))
            (local.set $a
              (f32x4.add (local.get $a)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
            (local.set $b
              (f32x4.add (local.get $b)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
            (local.set $half (v128.load8x8_s offset=9 (local.get $place)))
            (local.set $half (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))
            (local.set $c
              (f32x4.add (local.get $c)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
            (local.set $d
              (f32x4.add (local.get $d)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
            (local.set $at (i32.add (local.get $at) (i32.const 8)))
            (br $sixteen)))
        (local.set $place (i32.add (local.get $sums) (i32.shl (local.get $column) (i32.const 2))))
        (v128.store (local.get $place) (local.get $a))
        (v128.store offset=16 (local.get $place) (local.get $b))
        (v128.store offset=32 (local.get $place) (local.get $c))
        (v128.store offset=48 (local.get $place) (local.get $d))
        (local.set $column (i32.add (local.get $column) (i32.const 16)))
        (br $group)))
    (local.get $squares)))
