;; The sums of a linear model over hashed features, sixteen columns at once (线性模型内核). kernel.ts holds the bytes made of it.
(module
  (memory (export "memory") 16)

  ;; ids: i32 each; values: f32 each; table: rows of one idf byte and `columns` weights q, of which q·|q| counts.
  ;; known: room for a place and a share of each feature; sums: f32 a column, room for the next sixteen. Answers the sum of the squared shares.
  (func (export "score")
    (param $ids i32) (param $values i32) (param $count i32)
    (param $table i32) (param $mask i32) (param $columns i32)
    (param $known i32) (param $sums i32)
    (result f32)
    (local $stride i32) (local $at i32) (local $place i32) (local $end i32) (local $column i32)
    (local $share f32) (local $squares f32)
    (local $weights v128) (local $half v128) (local $shares v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)

    (local.set $stride (i32.add (local.get $columns) (i32.const 1)))
    (local.set $end (local.get $known))
    ;; Every feature is looked up before anything is added: the table is larger than the cache and so is waited for once.
    (block $looked
      (loop $look
        (br_if $looked (i32.ge_u (local.get $at) (local.get $count)))
        (local.set $place
          (i32.add (local.get $table)
            (i32.mul (local.get $stride)
              (i32.and (local.get $mask) (i32.load (i32.add (local.get $ids) (i32.shl (local.get $at) (i32.const 2))))))))
        (local.set $share
          (f32.mul
            (f32.load (i32.add (local.get $values) (i32.shl (local.get $at) (i32.const 2))))
            (f32.convert_i32_u (i32.load8_u (local.get $place)))))
        (i32.store (local.get $end) (local.get $place))
        (f32.store offset=4 (local.get $end) (local.get $share))
        (local.set $squares (f32.add (local.get $squares) (f32.mul (local.get $share) (local.get $share))))
        ;; What is not known is overwritten by the next.
        (local.set $end (i32.add (local.get $end) (i32.shl (f32.gt (local.get $share) (f32.const 0)) (i32.const 3))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
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
          (if (i32.le_u (i32.sub (local.get $columns) (local.get $column)) (i32.const 4))
            (then
              (loop $four
                (br_if $added (i32.ge_u (local.get $at) (local.get $end)))
                (local.set $half
                  (i16x8.extend_low_i8x16_s
                    (v128.load32_zero offset=1 (i32.add (local.get $column) (i32.load (local.get $at))))))
                (local.set $a
                  (f32x4.add (local.get $a)
                    (f32x4.mul
                      (v128.load32_splat offset=4 (local.get $at))
                      (f32x4.convert_i32x4_s
                        (i32x4.extend_low_i16x8_s (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))))))
                (local.set $at (i32.add (local.get $at) (i32.const 8)))
                (br $four))))
          (loop $sixteen
            (br_if $added (i32.ge_u (local.get $at) (local.get $end)))
            (local.set $weights (v128.load offset=1 (i32.add (local.get $column) (i32.load (local.get $at)))))
            (local.set $shares (v128.load32_splat offset=4 (local.get $at)))
            (local.set $half (i16x8.extend_low_i8x16_s (local.get $weights)))
            (local.set $half (i16x8.mul (local.get $half) (i16x8.abs (local.get $half))))
            (local.set $a
              (f32x4.add (local.get $a)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_s (local.get $half))))))
            (local.set $b
              (f32x4.add (local.get $b)
                (f32x4.mul (local.get $shares) (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_s (local.get $half))))))
            (local.set $half (i16x8.extend_high_i8x16_s (local.get $weights)))
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
