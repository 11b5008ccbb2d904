word subject
name 人员
word end
word event
name late
word end
word section
name 职责
word each
name month
word base
quantity 40 points
word end
word rule
name lateness
word when
name late
word deduct
quantity 1 points
word from
name 职责
word end
