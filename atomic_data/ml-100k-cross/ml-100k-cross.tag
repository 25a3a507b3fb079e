tag_item_id:token	tags:token_seq	tag_scores:float_seq
1	animation children animated family adventure comedy	1 0.881 0.864 0.677 0.676 0.601
2	action thriller adventure horror	1 0.982 0.658 0.608
3	thriller drama dark romance comedy adventure horror crime	1 0.887 0.886 0.793 0.775 0.712 0.648 0.577
4	comedy	1
5	comedy horror crime thriller drama dark action	1 0.727 0.709 0.705 0.599 0.598 0.505
6	drama action political adventure history fiction comedy	1 0.985 0.716 0.666 0.558 0.556 0.533
7	horror thriller comedy dark drama	1 0.875 0.611 0.536 0.536
8	romance romantic comedy love love-story	1 0.971 0.719 0.575 0.575
9	drama adventure action romance romantic comedy	1 0.673 0.595 0.564 0.561 0.547
10	romance historical adventure drama dark thriller	1 0.843 0.759 0.744 0.733 0.707
11	thriller	1
12	crime thriller drama dark murder police mystery military	1 0.807 0.623 0.621 0.553 0.522 0.518 0.515
13	romance romantic love love-story adventure	1 0.992 0.719 0.719 0.546
14	adventure romance romantic comedy drama action love love-story	1 0.8 0.796 0.635 0.568 0.561 0.519 0.519
15	romance romantic drama adventure comedy love love-story history	1 0.996 0.99 0.921 0.713 0.681 0.681 0.545
16	drama romance romantic comedy adventure fantasy fiction	1 0.976 0.942 0.9 0.699 0.593 0.575
17	adventure action thriller horror comedy drama dark	1 0.909 0.815 0.711 0.556 0.529 0.529
18	adventure comedy romance romantic drama love love-story fantasy	1 0.81 0.764 0.745 0.592 0.537 0.537 0.502
19	romance romantic love love-story drama adventure comedy	1 0.977 0.735 0.735 0.708 0.594 0.586
20	romance romantic comedy adventure drama fantasy love love-story	1 0.977 0.879 0.842 0.812 0.774 0.612 0.612
21	adventure comedy fantasy family	1 0.773 0.526 0.504
22	adventure romance	1 0.63
23	drama dark crime action comedy thriller horror adventure	1 0.981 0.932 0.751 0.691 0.648 0.622 0.607
24	comedy adventure drama dark thriller crime action horror	1 0.854 0.854 0.849 0.708 0.687 0.63 0.51
25	romance romantic drama adventure comedy love love-story	1 0.979 0.764 0.671 0.661 0.65 0.65
26	drama family adventure comedy romance romantic action	1 0.986 0.936 0.811 0.694 0.685 0.618
27	action comedy crime adventure drama dark	1 0.734 0.708 0.682 0.572 0.566
28	space thriller adventure science-fiction horror drama dark	1 0.941 0.912 0.852 0.769 0.589 0.585
29	action adventure comedy	1 0.683 0.618
30	romance romantic drama	1 0.958 0.583
31	thriller horror adventure action crime war drama dark	1 0.918 0.754 0.718 0.615 0.584 0.583 0.582
32	comedy drama romance romantic adventure animated family children	1 0.808 0.677 0.661 0.644 0.543 0.505 0.503
33	adventure action comedy crime	1 0.948 0.694 0.566
34	drama action adventure history war	1 0.963 0.782 0.707 0.688
35	adventure comedy	1 0.509
36	romance romantic love love-story adventure comedy	1 0.973 0.814 0.814 0.552 0.549
37	romance romantic love love-story drama adventure comedy	1 0.968 0.713 0.713 0.711 0.648 0.609
38	comedy thriller horror drama dark romance crime adventure	1 0.903 0.823 0.789 0.788 0.735 0.621 0.603
39	thriller comedy horror dark drama romance crime adventure	1 0.996 0.977 0.966 0.966 0.907 0.771 0.604
40	comedy romance romantic love love-story drama adventure	1 0.971 0.927 0.74 0.74 0.711 0.519
41	drama comedy action adventure romance romantic family	1 0.972 0.955 0.855 0.688 0.687 0.538
42	comedy humor drama romance romantic	1 0.555 0.539 0.524 0.519
43	romance thriller drama crime comedy horror dark murder	1 0.938 0.837 0.837 0.837 0.834 0.833 0.602
44	romance comedy drama dark	1 0.754 0.717 0.716
45	romance comedy romantic drama love love-story adventure	1 0.999 0.985 0.818 0.62 0.62 0.541
46	romance romantic love love-story	1 0.97 0.519 0.519
47	drama comedy romance romantic adventure action history	1 0.955 0.636 0.632 0.572 0.568 0.558
48	comedy drama adventure family romance romantic action animated	1 0.997 0.882 0.748 0.726 0.717 0.699 0.561
49	comedy drama romance romantic action adventure	1 0.792 0.625 0.611 0.59 0.561
50	adventure space science-fiction action	1 0.844 0.69 0.664
51	adventure dark drama romance horror fantasy historical action	1 0.7 0.699 0.698 0.633 0.598 0.55 0.524
52	romance romantic drama history adventure comedy historical political	1 0.996 0.87 0.867 0.828 0.724 0.713 0.694
53	horror action thriller crime adventure drama dark	1 0.978 0.975 0.938 0.601 0.586 0.582
54	horror thriller drama dark	1 0.893 0.676 0.676
55	thriller adventure comedy drama dark action crime romance	1 0.843 0.822 0.779 0.776 0.722 0.68 0.651
56	comedy action drama adventure	1 0.974 0.815 0.716
57	drama romance romantic comedy adventure love love-story relationship	1 0.938 0.924 0.676 0.673 0.646 0.646 0.602
58	comedy humor	1 0.6
59	romance romantic drama adventure	1 0.986 0.934 0.857
60	romance romantic adventure drama	1 0.987 0.795 0.783
61	romance romantic adventure drama	1 0.987 0.964 0.861
62	space science-fiction horror adventure	1 0.862 0.648 0.577
63	comedy family romance romantic adventure drama children animated	1 0.899 0.84 0.835 0.792 0.78 0.761 0.732
64	drama adventure	1 0.676
65	comedy drama	1 0.622
66	romance romantic comedy drama adventure love love-story	1 0.972 0.88 0.707 0.629 0.501 0.501
67	comedy action adventure	1 0.686 0.531
68	comedy horror thriller adventure dark drama action crime	1 0.98 0.883 0.809 0.784 0.783 0.715 0.618
69	romance adventure comedy drama dark	1 0.876 0.593 0.586 0.584
70	romance romantic drama comedy love love-story adventure	1 0.997 0.95 0.599 0.517 0.517 0.511
71	adventure animation action romance romantic drama animated family	1 0.701 0.674 0.617 0.614 0.597 0.567 0.547
72	drama comedy romance romantic action adventure fantasy	1 0.908 0.78 0.757 0.721 0.698 0.539
73	adventure action war	1 0.87 0.545
74	comedy adventure action	1 0.647 0.566
75	drama political history historical action romance romantic	1 0.846 0.794 0.677 0.542 0.521 0.507
76	adventure drama romance comedy romantic history action love	1 0.98 0.823 0.823 0.809 0.694 0.682 0.675
77	thriller adventure horror drama dark comedy action romance	1 0.802 0.766 0.756 0.753 0.676 0.67 0.598
78	adventure comedy	1 0.831
79	adventure thriller crime action comedy drama dark	1 0.832 0.81 0.777 0.735 0.647 0.643
80	action adventure comedy thriller horror	1 0.892 0.726 0.631 0.525
81	comedy romance romantic adventure	1 0.863 0.854 0.678
82	adventure action science-fiction horror	1 0.591 0.567 0.562
83	romance romantic comedy love love-story drama adventure	1 0.998 0.706 0.635 0.635 0.544 0.542
84	dark drama adventure fantasy science-fiction horror romance space	1 1 0.985 0.985 0.977 0.641 0.629 0.584
85	romance romantic comedy drama adventure love love-story action	1 0.982 0.926 0.92 0.807 0.71 0.71 0.709
86	drama romance romantic fiction	1 0.715 0.709 0.585
87	romance romantic drama adventure history comedy love love-story	1 0.989 0.924 0.881 0.865 0.848 0.804 0.804
88	comedy drama romance romantic adventure	1 0.825 0.787 0.765 0.635
89	science-fiction action	1 0.511
90	crime horror comedy dark drama thriller romance murder	1 0.95 0.912 0.749 0.749 0.741 0.579 0.517
91	comedy romance romantic adventure animated drama family	1 0.682 0.678 0.574 0.571 0.568 0.509
92	romance	1
93	romance romantic children adventure family drama comedy animated	1 0.969 0.9 0.882 0.785 0.775 0.757 0.653
94	family comedy adventure	1 0.811 0.571
95	fantasy romance romantic adventure animation children animated family	1 0.906 0.876 0.836 0.8 0.717 0.675 0.601
96	action horror thriller science-fiction	1 0.621 0.525 0.524
97	adventure romance action comedy	1 0.588 0.519 0.514
98	thriller horror drama dark murder mystery military crime	1 0.955 0.708 0.707 0.699 0.683 0.683 0.593
99	fantasy animation fairy-tale children adventure animated fiction family	1 0.911 0.81 0.808 0.643 0.588 0.584 0.584
100	thriller adventure crime horror action	1 0.684 0.66 0.63 0.597
101	action horror thriller adventure	1 0.839 0.76 0.732
102	animated children animation comedy family adventure drama romance	1 0.893 0.837 0.791 0.723 0.674 0.635 0.628
103	drama romance romantic comedy love love-story adventure heartwarming	1 0.975 0.965 0.847 0.679 0.679 0.646 0.611
104	action adventure drama war history romance romantic historical	1 0.964 0.808 0.685 0.684 0.6 0.594 0.574
105	drama comedy action war adventure history historical family	1 0.981 0.876 0.821 0.704 0.589 0.531 0.5
106	horror thriller	1 0.554
107	comedy romance romantic drama love love-story adventure	1 0.997 0.984 0.65 0.636 0.636 0.613
108	comedy family animated children drama animation adventure romance	1 0.871 0.843 0.758 0.629 0.608 0.603 0.557
109	comedy thriller horror drama dark science-fiction adventure mystery	1 0.947 0.902 0.815 0.815 0.742 0.686 0.657
110	adventure action thriller comedy war horror drama dark	1 0.983 0.888 0.875 0.723 0.546 0.534 0.533
111	comedy romance romantic adventure drama love love-story fiction	1 0.886 0.858 0.759 0.755 0.564 0.564 0.539
112	adventure comedy	1 0.674
113	comedy adventure drama romance romantic action fantasy history	1 1 0.875 0.86 0.846 0.703 0.64 0.58
114	animated animation children comedy adventure	1 0.996 0.646 0.556 0.537
115	drama fantasy romance romantic adventure history fiction historical	1 0.997 0.966 0.941 0.859 0.756 0.665 0.57
116	romance romantic drama comedy adventure family	1 0.986 0.905 0.593 0.565 0.517
117	adventure action thriller horror drama dark comedy romance	1 0.883 0.793 0.728 0.693 0.691 0.669 0.552
118	horror thriller	1 0.541
119	artistic art drama adventure romance romantic love love-story	1 0.999 0.876 0.873 0.841 0.812 0.731 0.731
120	comedy romance romantic drama	1 0.803 0.788 0.552
121	action war science-fiction adventure thriller space historical	1 0.87 0.803 0.771 0.644 0.629 0.559
122	adventure comedy action drama	1 0.872 0.83 0.776
123	horror	1
124	romance adventure romantic drama comedy action love love-story	1 1 0.975 0.834 0.698 0.694 0.641 0.641
125	adventure drama romance romantic comedy love love-story action	1 0.934 0.871 0.83 0.773 0.765 0.765 0.701
126	comedy adventure action drama romance romantic	1 0.864 0.802 0.774 0.616 0.604
127	adventure drama dark crime thriller romance historical	1 0.81 0.808 0.681 0.617 0.521 0.513
128	action adventure crime comedy thriller	1 0.749 0.566 0.55 0.538
129	thriller horror adventure drama dark action romance comedy	1 0.992 0.773 0.767 0.766 0.742 0.719 0.657
130	drama romance romantic adventure comedy history action historical	1 0.819 0.797 0.783 0.767 0.725 0.546 0.54
131	romance romantic comedy	1 0.983 0.509
132	adventure fantasy	1 0.856
133	romance historical drama dark adventure	1 0.961 0.551 0.548 0.511
134	drama romance romantic adventure history historical	1 0.851 0.849 0.623 0.584 0.562
135	space science-fiction	1 0.545
136	history drama historical comedy political	1 0.915 0.833 0.643 0.611
137	romance romantic comedy drama adventure love love-story action	1 0.982 0.926 0.924 0.796 0.584 0.584 0.577
138	adventure animated animation family action children comedy	1 0.742 0.699 0.675 0.588 0.572 0.534
139	romance romantic love love-story	1 0.947 0.793 0.793
140	adventure romance family	1 0.579 0.566
141	adventure	1
142	comedy horror	1 0.637
143	romance romantic drama comedy adventure	1 0.995 0.892 0.55 0.532
144	action adventure	1 0.59
145	comedy drama dark adventure horror action romance thriller	1 0.808 0.807 0.776 0.736 0.609 0.566 0.542
146	romance romantic adventure comedy drama love love-story action	1 0.973 0.859 0.762 0.731 0.711 0.711 0.516
147	romance comedy	1 0.529
148	horror ghosts dark drama	1 0.518 0.504 0.502
149	romance romantic drama love love-story adventure comedy	1 0.986 0.791 0.786 0.786 0.721 0.679
150	romance romantic love love-story comedy	1 0.979 0.653 0.653 0.63
151	adventure fantasy family	1 0.645 0.542
152	thriller romance horror drama dark comedy adventure	1 0.915 0.796 0.7 0.699 0.608 0.57
153	romance romantic fantasy drama adventure love love-story animation	1 0.935 0.807 0.685 0.668 0.564 0.564 0.535
154	comedy humor drama	1 0.664 0.549
155	romance romantic comedy drama love love-story	1 0.985 0.785 0.635 0.559 0.559
156	action adventure comedy crime thriller	1 0.839 0.703 0.679 0.651
157	war adventure action drama dark	1 0.64 0.635 0.531 0.529
158	comedy romance romantic family drama	1 0.694 0.684 0.655 0.543
159	thriller horror action drama dark adventure crime comedy	1 0.997 0.94 0.783 0.781 0.747 0.729 0.713
160	romance romantic drama adventure comedy love love-story	1 0.99 0.747 0.743 0.539 0.537 0.537
161	adventure action	1 0.769
162	romance romantic drama	1 0.968 0.573
163	adventure action comedy	1 0.921 0.871
164	horror adventure thriller	1 0.626 0.609
165	romance romantic drama adventure love love-story	1 0.964 0.69 0.611 0.605 0.605
166	romance romantic drama fiction adventure fantasy love love-story	1 0.98 0.805 0.6 0.546 0.532 0.511 0.511
167	adventure romance romantic drama history comedy historical love	1 0.931 0.92 0.919 0.831 0.79 0.756 0.681
168	fantasy comedy adventure romance romantic fiction drama animation	1 0.905 0.884 0.814 0.812 0.664 0.6 0.553
169	comedy romance romantic drama adventure	1 0.827 0.812 0.633 0.516
170	romance romantic drama history	1 0.998 0.987 0.53
171	comedy thriller drama dark romance horror adventure crime	1 0.697 0.693 0.693 0.58 0.565 0.551 0.545
172	adventure action	1 0.889
173	romance comedy	1 0.55
174	adventure	1
175	historical adventure action crime thriller horror romance war	1 0.945 0.847 0.844 0.811 0.797 0.631 0.61
176	horror science-fiction action	1 0.768 0.514
177	adventure comedy drama dark action war	1 0.861 0.737 0.736 0.72 0.593
178	drama	1
179	horror dark drama comedy crime science-fiction	1 0.944 0.943 0.611 0.513 0.509
180	war adventure action horror thriller drama dark	1 0.698 0.687 0.588 0.552 0.505 0.504
181	adventure space	1 0.562
182	drama romance romantic adventure	1 0.713 0.709 0.592
183	horror science-fiction	1 0.557
184	horror	1
185	horror thriller	1 0.572
186	comedy adventure romance drama dark	1 0.723 0.722 0.69 0.687
187	adventure drama dark crime thriller	1 0.638 0.635 0.565 0.52
188	adventure action war thriller drama dark	1 0.955 0.734 0.586 0.55 0.549
189	family comedy adventure funny romance romantic children	1 0.996 0.769 0.65 0.612 0.606 0.577
190	adventure historical romance drama dark war	1 0.645 0.641 0.527 0.526 0.51
191	drama romance romantic comedy history adventure historical	1 0.873 0.87 0.741 0.605 0.587 0.544
192	action adventure drama war	1 0.883 0.77 0.53
193	adventure action drama comedy	1 0.853 0.62 0.562
194	action adventure comedy drama love love-story romance romantic	1 0.9 0.82 0.745 0.606 0.606 0.554 0.552
195	action horror science-fiction thriller	1 0.717 0.69 0.582
196	romance romantic drama adventure love love-story	1 0.999 0.876 0.781 0.695 0.695
197	drama romance romantic adventure fiction comedy	1 0.891 0.885 0.69 0.532 0.519
198	romance drama dark adventure historical	1 0.836 0.835 0.657 0.597
199	war historical adventure drama dark	1 0.895 0.795 0.542 0.538
200	horror thriller drama dark	1 0.71 0.584 0.584
201	horror	1
202	comedy	1
203	adventure thriller action crime drama dark war horror	1 0.904 0.758 0.756 0.631 0.63 0.537 0.536
204	adventure science-fiction	1 0.697
205	war historical adventure drama dark	1 0.739 0.724 0.512 0.51
206	action horror drama dark science-fiction war adventure fantasy	1 0.951 0.884 0.883 0.813 0.709 0.681 0.621
207	romance comedy drama dark adventure historical	1 0.868 0.758 0.756 0.609 0.602
208	comedy adventure horror dark drama fantasy romance	1 0.704 0.64 0.594 0.593 0.578 0.547
209	comedy	1
210	adventure action	1 0.59
211	war drama dark comedy thriller historical horror adventure	1 0.935 0.929 0.914 0.874 0.628 0.619 0.619
212	romance drama romantic comedy heartwarming love love-story adventure	1 0.996 0.991 0.94 0.784 0.762 0.762 0.642
213	romance romantic adventure	1 0.958 0.573
214	drama dark horror adventure romance thriller historical love	1 1 0.934 0.893 0.875 0.827 0.604 0.539
215	adventure drama romance romantic comedy fiction action fantasy	1 0.944 0.806 0.804 0.731 0.634 0.618 0.522
216	romance romantic comedy	1 0.989 0.533
217	horror	1
218	thriller horror adventure action drama dark	1 0.974 0.714 0.652 0.597 0.596
219	horror	1
220	romance romantic comedy drama love love-story adventure	1 0.975 0.743 0.722 0.56 0.56 0.555
221	adventure romance romantic action drama comedy	1 0.781 0.768 0.613 0.585 0.57
222	space adventure science-fiction	1 0.657 0.623
223	action adventure thriller horror	1 0.747 0.585 0.58
224	comedy humor	1 0.766
225	adventure animation children family animated romance romantic	1 0.873 0.712 0.712 0.703 0.589 0.582
226	action adventure	1 0.6
227	space adventure	1 0.65
228	adventure space action	1 0.975 0.55
229	space adventure science-fiction	1 0.834 0.704
230	space adventure	1 0.813
231	action adventure comedy	1 0.718 0.523
232	adventure action comedy	1 0.878 0.661
233	horror adventure war action thriller	1 0.874 0.789 0.785 0.579
234	adventure horror action thriller	1 0.972 0.827 0.671
235	horror space science-fiction adventure thriller action	1 0.739 0.738 0.646 0.619 0.617
236	romance romantic drama comedy love love-story adventure history	1 0.979 0.961 0.901 0.664 0.664 0.642 0.639
237	drama action adventure history comedy historical romance romantic	1 0.91 0.763 0.758 0.748 0.69 0.628 0.624
238	drama comedy family romance adventure romantic action	1 0.953 0.85 0.781 0.774 0.769 0.608
239	comedy adventure action	1 0.871 0.557
240	comedy animated humor family	1 0.738 0.658 0.598
241	adventure action	1 0.524
242	comedy drama adventure romance romantic family children action	1 0.896 0.861 0.821 0.805 0.693 0.618 0.574
243	adventure action family comedy	1 0.689 0.551 0.53
244	romance adventure comedy drama dark	1 0.683 0.609 0.512 0.511
245	horror dark drama thriller adventure	1 0.599 0.594 0.589 0.509
246	romance romantic comedy love love-story adventure drama	1 0.976 0.755 0.709 0.709 0.679 0.517
247	adventure action comedy	1 0.922 0.561
248	comedy romance drama romantic action adventure	1 0.775 0.774 0.759 0.662 0.648
249	comedy action adventure drama romance romantic	1 0.91 0.867 0.775 0.568 0.555
250	science-fiction thriller space drama dark	1 0.632 0.562 0.547 0.546
251	romance romantic comedy drama love love-story	1 0.981 0.914 0.674 0.634 0.634
252	adventure action science-fiction horror	1 0.636 0.62 0.557
253	romance romantic fiction children comedy adventure drama love	1 0.932 0.908 0.898 0.76 0.734 0.652 0.625
254	action comedy adventure crime	1 0.964 0.893 0.619
255	romance romantic comedy love love-story	1 0.987 0.571 0.528 0.528
256	children comedy romance adventure family romantic animated animation	1 0.858 0.803 0.781 0.767 0.765 0.704 0.673
257	science-fiction action adventure	1 0.944 0.696
258	science-fiction thriller romance horror	1 0.65 0.576 0.503
259	adventure romance romantic	1 0.532 0.528
260	horror science-fiction space	1 0.899 0.594
261	comedy adventure romance romantic action family drama animated	1 0.937 0.795 0.777 0.772 0.693 0.674 0.647
262	war drama adventure romance romantic action history comedy	1 0.982 0.929 0.91 0.906 0.899 0.717 0.686
263	adventure thriller action drama dark horror war crime	1 0.9 0.846 0.741 0.739 0.7 0.593 0.521
264	comedy horror drama dark romance adventure thriller	1 0.656 0.607 0.607 0.537 0.521 0.509
265	war action thriller adventure drama dark historical	1 0.94 0.866 0.813 0.692 0.691 0.537
266	adventure action war	1 0.572 0.548
267	fiction drama history comedy romance romantic animation fantasy	1 0.951 0.944 0.848 0.809 0.778 0.747 0.691
268	romance romantic comedy love love-story adventure drama	1 0.976 0.755 0.709 0.709 0.679 0.517
269	comedy humor	1 0.587
270	science-fiction drama dark space adventure romance fantasy	1 0.766 0.765 0.646 0.546 0.544 0.515
271	action adventure science-fiction space war horror	1 0.788 0.764 0.715 0.538 0.526
272	romance romantic comedy drama adventure action	1 0.997 0.959 0.924 0.819 0.546
273	action thriller crime drama dark	1 0.853 0.79 0.647 0.644
274	romance romantic love love-story drama comedy adventure	1 0.965 0.737 0.737 0.626 0.595 0.564
275	romance romantic	1 0.997
276	comedy romance romantic adventure action drama	1 0.89 0.877 0.826 0.791 0.771
277	romance romantic drama history adventure comedy love love-story	1 0.99 0.964 0.705 0.665 0.638 0.586 0.586
278	romance romantic love love-story	1 0.988 0.502 0.502
279	romance romantic fantasy drama fairy-tale fiction heartwarming family	1 0.957 0.9 0.793 0.711 0.673 0.643 0.623
280	romance romantic comedy drama love love-story adventure	1 0.975 0.728 0.611 0.59 0.59 0.568
281	adventure	1
282	drama romance romantic	1 0.582 0.579
283	romance romantic love love-story drama comedy	1 0.976 0.673 0.673 0.614 0.514
284	comedy adventure romance romantic children drama family animated	1 0.783 0.782 0.76 0.737 0.705 0.664 0.626
285	romance romantic drama love love-story comedy	1 0.985 0.742 0.568 0.568 0.566
286	drama dark romance historical thriller war adventure	1 0.994 0.926 0.76 0.662 0.595 0.555
287	comedy romance romantic drama adventure family children love	1 0.953 0.935 0.829 0.644 0.555 0.537 0.516
288	horror	1
289	drama romance romantic history historical	1 0.967 0.961 0.806 0.69
290	adventure action romance romantic drama comedy	1 0.916 0.789 0.777 0.754 0.537
291	thriller drama dark police	1 0.704 0.704 0.545
292	romance romantic love love-story drama adventure comedy	1 0.971 0.683 0.683 0.665 0.572 0.521
293	action drama adventure war comedy	1 0.857 0.812 0.688 0.615
294	comedy	1
295	thriller comedy horror adventure drama dark romance action	1 0.996 0.95 0.937 0.924 0.921 0.775 0.69
296	romance romantic adventure love love-story drama	1 0.982 0.783 0.764 0.764 0.762
297	romance romantic adventure comedy action drama love love-story	1 0.972 0.929 0.889 0.811 0.788 0.678 0.678
298	action thriller horror comedy adventure drama dark crime	1 0.874 0.763 0.739 0.678 0.66 0.657 0.626
299	comedy drama action adventure	1 0.67 0.646 0.53
300	thriller adventure war action historical	1 0.897 0.742 0.671 0.574
301	comedy romance romantic drama adventure family	1 0.979 0.967 0.601 0.583 0.558
302	thriller drama dark crime comedy police romance	1 0.871 0.867 0.776 0.744 0.614 0.557
303	romance romantic adventure comedy action drama love love-story	1 0.972 0.929 0.889 0.811 0.788 0.678 0.678
304	romance comedy adventure drama dark thriller family horror	1 0.912 0.895 0.639 0.638 0.618 0.56 0.559
305	romance adventure romantic drama action comedy love love-story	1 0.997 0.982 0.842 0.812 0.783 0.588 0.588
306	romance romantic drama comedy love love-story	1 0.98 0.76 0.605 0.598 0.598
307	horror dark drama comedy thriller romance crime adventure	1 0.958 0.957 0.845 0.767 0.684 0.619 0.603
308	fantasy fiction fairy-tale romance romantic family funny heartwarming	1 0.839 0.801 0.739 0.719 0.697 0.694 0.601
309	romance romantic comedy drama action adventure love love-story	1 0.984 0.974 0.929 0.788 0.741 0.695 0.695
310	comedy adventure action drama romance romantic love love-story	1 0.909 0.904 0.899 0.891 0.876 0.654 0.654
311	romance drama dark adventure comedy	1 0.657 0.656 0.542 0.5
312	romance romantic fantasy adventure drama comedy love love-story	1 0.983 0.722 0.721 0.65 0.634 0.52 0.52
313	adventure historical romance drama dark	1 0.836 0.795 0.586 0.582
314	adventure action thriller comedy horror	1 0.943 0.599 0.577 0.532
315	romance drama dark comedy adventure thriller	1 0.904 0.902 0.809 0.727 0.65
316	romance romantic comedy drama love love-story	1 0.991 0.883 0.769 0.596 0.596
317	drama adventure romance romantic family	1 0.605 0.6 0.595 0.538
318	historical drama dark adventure war	1 0.751 0.74 0.719 0.609
319	romance romantic love love-story	1 0.96 0.868 0.868
320	drama adventure romance romantic history action fantasy fiction	1 0.948 0.762 0.75 0.701 0.589 0.586 0.577
321	drama romance romantic family adventure comedy children love	1 0.853 0.836 0.765 0.643 0.6 0.577 0.532
322	crime horror thriller drama dark murder mystery military	1 0.889 0.846 0.756 0.755 0.707 0.638 0.637
323	adventure horror romance action	1 0.588 0.587 0.517
324	adventure romance romantic drama action comedy	1 0.708 0.696 0.663 0.565 0.512
325	adventure thriller crime action horror drama dark	1 0.973 0.872 0.803 0.684 0.583 0.576
326	adventure romance action comedy drama dark war thriller	1 0.981 0.791 0.781 0.731 0.729 0.696 0.622
327	action drama comedy adventure political family romance romantic	1 0.95 0.878 0.861 0.658 0.61 0.575 0.564
328	thriller dark drama crime horror comedy mystery murder	1 0.864 0.864 0.748 0.74 0.612 0.539 0.537
329	thriller drama dark comedy action crime adventure horror	1 0.628 0.626 0.591 0.564 0.516 0.509 0.503
330	drama history historical adventure romance romantic comedy	1 0.825 0.708 0.692 0.638 0.627 0.619
331	adventure thriller action horror war	1 0.951 0.892 0.569 0.548
332	romance comedy	1 0.714
333	adventure action thriller comedy	1 0.713 0.526 0.507
334	adventure comedy thriller action crime horror drama dark	1 0.998 0.936 0.87 0.809 0.751 0.73 0.724
335	comedy romance romantic adventure action drama family	1 0.894 0.887 0.83 0.778 0.682 0.555
336	drama dark romance comedy science-fiction horror adventure fantasy	1 0.999 0.816 0.731 0.721 0.635 0.599 0.585
337	drama dark	1 0.999
338	comedy drama romance romantic animated children family adventure	1 0.781 0.763 0.739 0.621 0.591 0.551 0.537
339	drama dark comedy crime adventure thriller action horror	1 0.998 0.891 0.775 0.731 0.637 0.558 0.541
340	comedy romance romantic drama funny adventure	1 0.882 0.869 0.681 0.622 0.544
341	drama comedy adventure romance romantic	1 0.66 0.659 0.527 0.519
342	adventure drama comedy romance romantic love love-story history	1 0.96 0.867 0.792 0.774 0.692 0.692 0.638
343	horror science-fiction	1 0.523
344	drama romance adventure romantic love love-story comedy action	1 0.913 0.906 0.898 0.747 0.747 0.7 0.625
345	comedy drama romance romantic adventure history action love	1 0.942 0.779 0.767 0.653 0.587 0.531 0.527
346	comedy romance romantic drama family adventure action love	1 0.772 0.749 0.732 0.624 0.57 0.54 0.509
347	comedy drama romance romantic adventure	1 0.599 0.596 0.588 0.588
348	thriller drama dark comedy action crime adventure horror	1 0.628 0.626 0.591 0.564 0.516 0.509 0.503
349	adventure horror thriller drama dark romance comedy action	1 0.994 0.95 0.902 0.897 0.802 0.775 0.699
350	horror drama dark action adventure thriller romance crime	1 0.808 0.808 0.76 0.746 0.709 0.615 0.546
351	horror thriller dark drama romance science-fiction adventure action	1 0.847 0.836 0.835 0.693 0.544 0.523 0.5
352	romance romantic adventure drama comedy fantasy love love-story	1 0.981 0.699 0.681 0.625 0.563 0.533 0.533
353	thriller horror adventure action	1 0.801 0.615 0.613
354	romance romantic love love-story comedy drama	1 0.969 0.817 0.817 0.65 0.538
355	science-fiction horror space fantasy	1 0.857 0.594 0.519
356	thriller comedy drama dark romance crime adventure horror	1 0.888 0.834 0.831 0.788 0.736 0.626 0.594
357	drama adventure fiction romance romantic comedy	1 0.861 0.723 0.61 0.607 0.502
358	horror thriller comedy action dark drama adventure	1 0.835 0.644 0.627 0.56 0.56 0.529
359	adventure thriller action comedy drama dark crime war	1 0.832 0.798 0.589 0.583 0.581 0.581 0.558
360	fantasy children romance romantic adventure drama fairy-tale family	1 0.991 0.637 0.615 0.587 0.582 0.566 0.565
361	thriller adventure action drama dark crime comedy romance	1 0.85 0.826 0.819 0.816 0.768 0.756 0.694
362	comedy romance drama dark adventure	1 0.632 0.574 0.571 0.53
363	horror thriller crime dark drama murder	1 0.798 0.664 0.607 0.607 0.534
364	comedy action romance romantic drama adventure	1 0.636 0.588 0.585 0.518 0.507
365	comedy romance romantic drama adventure action love love-story	1 0.938 0.91 0.892 0.762 0.642 0.633 0.633
366	romance romantic drama adventure love love-story comedy action	1 0.972 0.812 0.698 0.643 0.643 0.618 0.54
367	comedy romance romantic	1 0.922 0.915
368	drama romance romantic adventure history fiction fantasy comedy	1 0.911 0.895 0.75 0.684 0.658 0.613 0.563
369	comedy romance romantic drama adventure love love-story action	1 0.962 0.946 0.849 0.698 0.621 0.621 0.534
370	romance drama dark comedy love love-story	1 0.62 0.619 0.616 0.563 0.563
371	adventure drama romance romantic comedy family	1 0.981 0.968 0.944 0.681 0.586
372	comedy drama adventure romance action romantic family love	1 0.847 0.666 0.666 0.656 0.652 0.579 0.512
373	comedy crime drama dark horror adventure thriller action	1 0.83 0.725 0.725 0.723 0.683 0.677 0.604
374	adventure comedy action fantasy	1 0.854 0.75 0.571
375	romance romantic comedy drama love love-story	1 0.97 0.832 0.537 0.508 0.508
376	comedy romance romantic drama family	1 0.835 0.822 0.684 0.547
377	drama action adventure comedy romance romantic	1 0.993 0.841 0.762 0.599 0.591
378	romance comedy romantic drama love love-story adventure	1 0.982 0.979 0.789 0.577 0.577 0.513
379	horror fantasy dark drama	1 0.695 0.524 0.519
380	space science-fiction adventure	1 0.602 0.565
381	romance romantic love love-story comedy drama	1 0.981 0.609 0.609 0.593 0.558
382	adventure romance romantic	1 0.703 0.692
383	family comedy adventure children animated action funny animation	1 0.871 0.828 0.592 0.576 0.549 0.53 0.526
384	comedy action	1 0.753
385	thriller drama dark action adventure	1 0.617 0.614 0.569 0.508
386	family comedy drama romance romantic	1 0.697 0.679 0.559 0.548
387	romance romantic drama adventure	1 0.993 0.812 0.586
388	action adventure comedy crime thriller police	1 0.843 0.73 0.716 0.593 0.506
389	romance drama dark adventure	1 0.548 0.548 0.539
390	action adventure comedy drama romance	1 0.97 0.736 0.668 0.508
391	adventure action thriller comedy	1 0.87 0.642 0.534
392	drama comedy romance romantic adventure action art artistic	1 0.767 0.741 0.717 0.628 0.612 0.608 0.608
393	romance romantic comedy drama love love-story	1 0.984 0.965 0.635 0.576 0.576
394	drama comedy military action adventure political romance romantic	1 0.662 0.654 0.645 0.639 0.532 0.519 0.503
395	adventure comedy action romance fantasy romantic animation animated	1 0.874 0.735 0.618 0.611 0.609 0.573 0.565
396	comedy drama dark romance horror thriller crime family	1 0.896 0.895 0.845 0.654 0.616 0.584 0.525
397	adventure action thriller horror war comedy drama dark	1 0.983 0.922 0.807 0.704 0.691 0.622 0.619
398	adventure action	1 0.608
399	adventure action	1 0.522
400	family comedy children adventure animated drama animation	1 0.896 0.862 0.751 0.611 0.575 0.551
401	family comedy drama romance romantic adventure	1 0.941 0.815 0.608 0.595 0.525
402	horror ghosts	1 0.523
403	action adventure comedy	1 0.676 0.531
404	children fantasy animation animated adventure fiction fairy-tale family	1 0.996 0.995 0.836 0.635 0.579 0.579 0.574
405	adventure action thriller	1 0.739 0.676
406	drama dark thriller adventure comedy romance horror action	1 1 0.973 0.968 0.882 0.861 0.784 0.664
407	action comedy adventure drama	1 0.786 0.635 0.632
408	comedy thriller horror adventure romance crime	1 0.766 0.561 0.557 0.542 0.514
409	comedy drama adventure action romance romantic family	1 0.835 0.819 0.784 0.649 0.639 0.621
410	drama action adventure comedy political romance romantic history	1 0.937 0.828 0.766 0.636 0.605 0.596 0.595
411	comedy	1
412	comedy romance romantic drama adventure love love-story	1 0.965 0.94 0.687 0.602 0.582 0.582
413	horror thriller dark drama romance comedy	1 0.763 0.678 0.678 0.51 0.504
414	romance romantic drama love love-story comedy	1 0.978 0.67 0.604 0.604 0.589
415	comedy romance family drama dark adventure love love-story	1 0.749 0.744 0.627 0.626 0.563 0.532 0.532
416	adventure drama family romance romantic comedy	1 0.663 0.581 0.565 0.558 0.555
417	family comedy romance	1 0.952 0.503
418	fairy-tale romance romantic fantasy animation fiction family funny	1 0.983 0.952 0.937 0.846 0.822 0.8 0.756
419	children fantasy animated animation family romance fairy-tale romantic	1 0.8 0.741 0.74 0.617 0.596 0.581 0.58
420	fantasy children fiction	1 0.699 0.515
421	romance romantic drama	1 1 0.572
422	fantasy adventure romance romantic animation action comedy	1 0.984 0.751 0.736 0.574 0.537 0.51
423	science-fiction adventure comedy horror fantasy	1 0.951 0.826 0.818 0.798
424	drama dark romance adventure horror historical family comedy	1 1 0.956 0.781 0.597 0.529 0.522 0.506
425	comedy drama romance adventure romantic action family history	1 0.833 0.706 0.701 0.696 0.619 0.616 0.571
426	adventure action science-fiction fantasy	1 0.95 0.665 0.514
427	drama fiction romance romantic adventure history historical	1 0.91 0.614 0.607 0.549 0.532 0.524
428	romance comedy romantic drama family love love-story	1 0.986 0.979 0.923 0.645 0.533 0.533
429	horror adventure science-fiction drama dark historical	1 0.942 0.79 0.635 0.635 0.567
430	comedy	1
431	adventure action thriller	1 0.786 0.506
432	fantasy	1
433	romance romantic drama adventure comedy	1 0.983 0.818 0.68 0.589
434	space adventure horror science-fiction action	1 0.887 0.864 0.801 0.511
435	adventure action	1 0.574
436	horror	1
437	horror thriller	1 0.643
438	horror thriller	1 0.561
439	horror thriller	1 0.628
440	horror thriller	1 0.545
441	horror	1
442	horror thriller	1 0.55
443	romance comedy adventure drama dark horror love love-story	1 0.924 0.883 0.836 0.835 0.555 0.506 0.506
444	horror comedy	1 0.743
445	horror thriller dark drama	1 0.555 0.522 0.522
446	horror dark drama	1 0.51 0.507
447	horror romance drama dark thriller	1 0.679 0.635 0.635 0.591
448	horror	1
449	space adventure science-fiction	1 0.772 0.637
450	space adventure science-fiction	1 0.748 0.522
451	comedy drama	1 0.513
452	adventure horror action thriller	1 0.892 0.874 0.637
453	horror adventure action thriller	1 0.995 0.934 0.59
454	romance romantic adventure drama comedy action love love-story	1 0.989 0.935 0.858 0.815 0.625 0.527 0.527
455	action adventure comedy	1 0.634 0.543
456	action adventure comedy	1 0.888 0.732
457	adventure comedy family	1 0.682 0.507
458	history drama political historical	1 0.8 0.708 0.662
459	romance romantic drama love love-story adventure	1 0.996 0.743 0.57 0.57 0.549
460	adventure romance action romantic comedy drama family war	1 0.823 0.814 0.809 0.808 0.728 0.542 0.534
461	comedy drama romance romantic adventure action fiction love	1 0.997 0.872 0.854 0.831 0.807 0.539 0.514
462	romance romantic drama adventure love love-story heartwarming	1 0.964 0.728 0.622 0.599 0.599 0.524
463	romance adventure drama dark thriller horror historical fantasy	1 0.877 0.728 0.727 0.702 0.626 0.568 0.556
464	romance romantic comedy drama love love-story adventure	1 0.969 0.888 0.871 0.667 0.667 0.581
465	adventure fantasy	1 0.564
466	adventure action war	1 0.816 0.507
467	romance drama romantic adventure comedy fantasy fiction family	1 0.967 0.967 0.777 0.767 0.719 0.696 0.67
468	comedy adventure family drama action	1 0.651 0.565 0.558 0.526
469	comedy	1
470	horror drama dark action crime thriller comedy	1 0.89 0.89 0.649 0.639 0.612 0.558
471	war adventure action thriller drama dark	1 0.679 0.594 0.542 0.51 0.51
472	fantasy adventure romance dark drama action	1 0.908 0.665 0.564 0.564 0.522
473	comedy children adventure family romance romantic animated animation	1 0.939 0.922 0.904 0.775 0.769 0.703 0.53
474	horror dark drama comedy action thriller war adventure	1 0.951 0.951 0.88 0.798 0.776 0.708 0.567
475	adventure romance romantic drama comedy action	1 0.811 0.806 0.718 0.575 0.529
476	romance romantic comedy drama	1 0.992 0.928 0.622
477	children drama adventure romance comedy romantic animation family	1 0.903 0.679 0.611 0.61 0.593 0.589 0.575
478	drama history romance romantic historical comedy	1 0.745 0.739 0.723 0.601 0.521
479	dark drama horror thriller adventure crime murder mystery	1 1 0.98 0.866 0.857 0.83 0.649 0.645
480	adventure action thriller	1 0.513 0.512
481	drama comedy romance romantic	1 0.742 0.736 0.723
482	romance romantic drama comedy	1 0.966 0.64 0.581
483	adventure romance	1 0.535
484	adventure	1
485	romance romantic	1 0.994
486	romance romantic drama love love-story comedy	1 0.966 0.853 0.587 0.587 0.583
487	romance romantic adventure love love-story	1 0.988 0.521 0.505 0.505
488	drama romance romantic adventure history comedy	1 0.893 0.874 0.653 0.59 0.576
489	crime thriller drama dark horror adventure murder	1 0.86 0.705 0.7 0.634 0.536 0.506
490	adventure thriller comedy crime drama dark action romance	1 0.875 0.85 0.812 0.683 0.68 0.613 0.558
491	adventure	1
492	romance romantic drama history fiction historical adventure	1 0.992 0.977 0.901 0.852 0.841 0.707
493	drama comedy adventure action war	1 0.879 0.729 0.54 0.504
494	romance romantic comedy drama love love-story	1 0.954 0.933 0.723 0.504 0.504
495	adventure historical	1 0.625
496	drama romance romantic comedy adventure love love-story	1 0.946 0.914 0.575 0.533 0.513 0.513
497	family drama comedy romance romantic children adventure	1 0.971 0.817 0.659 0.645 0.623 0.509
498	romance historical adventure	1 0.658 0.632
499	drama romance romantic comedy love love-story	1 0.906 0.898 0.771 0.609 0.609
500	romance comedy adventure drama dark thriller family horror	1 0.912 0.895 0.639 0.638 0.618 0.56 0.559
501	animated children animation family adventure comedy fantasy	1 0.81 0.805 0.788 0.583 0.573 0.501
502	comedy adventure romance	1 0.615 0.529
503	romance romantic drama comedy political history adventure historical	1 0.987 0.928 0.831 0.792 0.718 0.702 0.58
504	adventure action drama comedy	1 0.864 0.705 0.523
505	thriller murder crime drama dark mystery military horror	1 0.943 0.94 0.926 0.925 0.876 0.875 0.799
506	drama adventure history romance romantic historical political	1 0.642 0.578 0.568 0.565 0.507 0.503
507	drama romance romantic	1 0.759 0.756
508	drama comedy political history adventure action	1 0.827 0.59 0.556 0.548 0.518
509	comedy romance romantic drama adventure love love-story	1 0.986 0.972 0.808 0.635 0.591 0.591
510	adventure war historical	1 0.659 0.61
511	adventure	1
512	romance romantic adventure drama love love-story	1 0.97 0.791 0.709 0.683 0.683
513	adventure comedy war drama dark romance thriller	1 0.693 0.665 0.599 0.597 0.522 0.506
514	romance drama romantic comedy love love-story	1 0.992 0.989 0.913 0.516 0.516
515	adventure action comedy war thriller	1 0.631 0.557 0.52 0.511
516	drama adventure action comedy family romance romantic heroic	1 0.906 0.822 0.737 0.685 0.678 0.666 0.564
517	drama comedy romance romantic history adventure	1 0.679 0.652 0.643 0.594 0.532
518	adventure romance romantic drama comedy action history family	1 0.931 0.914 0.837 0.829 0.82 0.609 0.579
519	adventure historical thriller action	1 0.635 0.552 0.532
520	adventure thriller	1 0.622
521	adventure action drama dark thriller horror	1 0.768 0.582 0.581 0.524 0.523
522	comedy drama family action romance adventure romantic	1 0.816 0.539 0.532 0.513 0.511 0.506
523	action adventure drama comedy war	1 0.958 0.772 0.569 0.503
524	history historical political drama	1 0.799 0.778 0.688
525	drama adventure history romance romantic historical	1 0.704 0.529 0.512 0.506 0.505
526	adventure historical	1 0.523
527	drama history historical romance romantic political heroic	1 0.87 0.706 0.595 0.588 0.583 0.523
528	war horror historical drama dark adventure thriller crime	1 0.918 0.66 0.602 0.601 0.556 0.525 0.519
529	comedy adventure animation drama children animated fiction family	1 0.833 0.729 0.705 0.691 0.663 0.655 0.585
530	adventure romance thriller drama dark historical	1 0.934 0.641 0.605 0.604 0.572
531	romance romantic drama comedy adventure love love-story action	1 0.974 0.962 0.819 0.804 0.634 0.634 0.517
532	romance romantic love love-story	1 0.97 0.552 0.552
533	romance romantic adventure comedy drama action love love-story	1 0.984 0.919 0.909 0.65 0.53 0.51 0.51
534	adventure romance romantic action drama comedy history	1 0.817 0.804 0.658 0.623 0.616 0.588
535	romance romantic love love-story	1 0.971 0.801 0.801
536	romance romantic adventure comedy drama love love-story family	1 0.951 0.865 0.714 0.664 0.644 0.644 0.566
537	adventure romance romantic comedy action drama family	1 0.793 0.779 0.671 0.646 0.611 0.55
538	romance romantic drama love love-story fantasy adventure	1 0.973 0.716 0.583 0.583 0.555 0.546
539	adventure comedy family action children romance romantic animated	1 0.834 0.725 0.704 0.598 0.569 0.564 0.529
540	thriller comedy adventure drama dark action romance crime	1 0.8 0.77 0.609 0.606 0.602 0.541 0.523
541	action	1
542	romance romantic fantasy adventure drama	1 0.984 0.678 0.643 0.518
543	drama romance romantic adventure history	1 0.651 0.648 0.595 0.523
544	comedy adventure drama history romance romantic action family	1 0.941 0.847 0.792 0.775 0.767 0.658 0.634
545	romance romantic fantasy drama adventure comedy	1 0.972 0.773 0.762 0.544 0.523
546	action adventure war thriller drama dark horror	1 0.95 0.696 0.669 0.662 0.661 0.648
547	adventure comedy drama romance romantic action love love-story	1 0.846 0.829 0.804 0.794 0.679 0.583 0.583
548	adventure romance romantic fantasy drama children animation animated	1 0.969 0.958 0.911 0.889 0.884 0.859 0.8
549	adventure action thriller romance war historical drama dark	1 0.66 0.622 0.612 0.53 0.51 0.503 0.502
550	action adventure	1 0.67
551	fantasy adventure romance drama dark horror comedy action	1 0.881 0.877 0.645 0.645 0.635 0.584 0.541
552	science-fiction horror romance drama dark fantasy space adventure	1 0.769 0.736 0.711 0.71 0.661 0.652 0.62
553	romance romantic adventure comedy love love-story drama fantasy	1 0.969 0.887 0.725 0.584 0.584 0.544 0.51
554	horror adventure action comedy drama dark fantasy science-fiction	1 0.844 0.623 0.572 0.539 0.539 0.518 0.509
555	adventure drama romance romantic history comedy action love	1 0.808 0.713 0.707 0.64 0.628 0.575 0.558
556	adventure action war comedy drama dark historical	1 0.821 0.739 0.678 0.564 0.563 0.511
557	drama comedy romance romantic history	1 0.702 0.69 0.689 0.505
558	horror fantasy romance science-fiction dark drama comedy	1 0.916 0.673 0.671 0.645 0.645 0.62
559	horror romance fantasy	1 0.585 0.528
560	adventure romance fantasy	1 0.769 0.577
561	horror science-fiction fantasy dark drama romance adventure	1 0.965 0.797 0.759 0.759 0.677 0.509
562	action thriller war adventure	1 0.695 0.672 0.663
563	horror dark drama thriller romance	1 0.64 0.639 0.563 0.509
564	drama dark crime comedy	1 0.997 0.789 0.696
565	horror	1
566	thriller horror drama dark action adventure crime murder	1 0.894 0.718 0.717 0.714 0.697 0.689 0.57
567	horror	1
568	adventure action	1 0.854
569	horror adventure action thriller drama dark comedy	1 0.764 0.68 0.632 0.566 0.566 0.535
570	adventure historical action drama war dark	1 0.693 0.686 0.57 0.57 0.568
571	thriller action adventure crime drama dark comedy horror	1 0.989 0.898 0.817 0.741 0.737 0.736 0.652
572	adventure horror action comedy thriller drama dark war	1 0.992 0.977 0.879 0.86 0.681 0.681 0.536
573	horror dark drama thriller	1 0.563 0.563 0.507
574	adventure action comedy drama dark thriller romance	1 0.959 0.915 0.829 0.828 0.647 0.637
575	adventure comedy romance action	1 0.661 0.563 0.547
576	adventure thriller action horror	1 0.894 0.845 0.624
577	horror adventure thriller comedy drama dark action science-fiction	1 0.838 0.732 0.725 0.721 0.72 0.67 0.634
578	action drama dark horror thriller adventure crime war	1 0.749 0.746 0.733 0.713 0.681 0.661 0.502
579	action drama adventure comedy romance romantic	1 0.801 0.703 0.6 0.598 0.579
580	adventure romance romantic comedy drama action love love-story	1 0.912 0.891 0.889 0.715 0.619 0.593 0.593
581	adventure horror action drama historical dark romance thriller	1 0.761 0.668 0.658 0.657 0.656 0.596 0.585
582	romance romantic drama adventure comedy love love-story	1 0.993 0.901 0.768 0.71 0.597 0.597
583	romance	1
584	romance romantic	1 0.971
585	romance romantic comedy drama family love love-story relationship	1 0.983 0.853 0.654 0.595 0.572 0.572 0.525
586	adventure thriller action horror drama dark science-fiction	1 0.78 0.777 0.707 0.516 0.515 0.501
587	comedy adventure animated drama family animation children	1 0.748 0.589 0.548 0.54 0.522 0.504
588	fantasy romance romantic fairy-tale animation heartwarming fiction family	1 0.954 0.93 0.802 0.8 0.8 0.753 0.749
589	adventure action war	1 0.801 0.681
590	horror	1
591	horror thriller action adventure dark drama	1 0.894 0.777 0.705 0.505 0.505
592	crime thriller horror drama dark	1 0.795 0.618 0.559 0.558
593	war historical adventure drama dark action	1 0.899 0.735 0.593 0.592 0.573
594	drama action adventure comedy romance romantic history	1 0.914 0.871 0.78 0.771 0.76 0.511
595	romance comedy drama dark adventure horror thriller love	1 0.978 0.773 0.773 0.738 0.713 0.612 0.576
596	romance romantic drama fantasy adventure history historical fiction	1 0.989 0.9 0.864 0.816 0.539 0.516 0.506
597	horror thriller comedy dark drama romance action crime	1 0.736 0.647 0.645 0.644 0.621 0.616 0.562
598	comedy drama romance romantic adventure action funny	1 0.747 0.695 0.686 0.614 0.577 0.522
599	thriller police crime adventure action drama dark comedy	1 0.927 0.897 0.714 0.708 0.693 0.689 0.614
600	adventure fiction drama history historical romance romantic	1 0.783 0.664 0.639 0.558 0.554 0.551
601	adventure drama dark war historical	1 0.79 0.787 0.654 0.586
602	romance romantic love love-story comedy	1 0.978 0.53 0.53 0.505
603	horror crime thriller murder drama dark mystery military	1 0.731 0.665 0.645 0.635 0.634 0.611 0.608
604	romance romantic comedy	1 0.947 0.774
605	romance romantic drama comedy adventure family history love	1 0.956 0.899 0.805 0.638 0.609 0.543 0.513
606	romance romantic drama love love-story	1 0.985 0.68 0.527 0.527
607	romance drama dark	1 0.765 0.765
608	horror romance drama dark	1 0.792 0.554 0.554
609	romance romantic comedy drama family love love-story adventure	1 0.983 0.806 0.789 0.641 0.572 0.572 0.504
610	romance romantic drama fantasy love love-story comedy adventure	1 0.947 0.908 0.679 0.623 0.623 0.618 0.598
611	drama romance romantic love love-story adventure	1 0.933 0.898 0.569 0.569 0.526
612	adventure fantasy romance history romantic fiction drama historical	1 0.737 0.665 0.665 0.651 0.638 0.626 0.549
613	romance romantic drama adventure history historical comedy love	1 0.993 0.917 0.784 0.72 0.692 0.636 0.572
614	fantasy drama adventure action history comedy historical fiction	1 0.995 0.926 0.921 0.788 0.707 0.661 0.622
615	thriller adventure drama dark crime romance murder historical	1 0.685 0.645 0.641 0.621 0.553 0.548 0.547
616	horror	1
617	drama adventure fantasy history romance romantic fiction historical	1 0.777 0.731 0.666 0.662 0.65 0.589 0.587
618	comedy romance romantic family adventure drama children	1 0.878 0.863 0.831 0.724 0.652 0.536
619	thriller action horror drama dark war crime adventure	1 0.699 0.641 0.566 0.563 0.556 0.523 0.516
620	romance romantic drama adventure love love-story comedy fiction	1 0.982 0.902 0.714 0.548 0.548 0.527 0.515
621	adventure historical	1 0.513
622	adventure family comedy historical fantasy romance	1 0.992 0.938 0.796 0.633 0.619
623	drama comedy adventure romance romantic action fiction love	1 0.991 0.86 0.833 0.816 0.748 0.62 0.607
624	adventure romance romantic drama	1 0.805 0.793 0.569
625	adventure romance romantic drama fantasy history	1 0.819 0.818 0.755 0.643 0.5
626	romance romantic drama love love-story heartwarming	1 0.969 0.728 0.687 0.687 0.618
627	adventure action romance romantic	1 0.579 0.52 0.515
628	drama romance adventure romantic comedy action fiction	1 0.762 0.736 0.735 0.705 0.677 0.6
629	romance romantic drama love love-story adventure	1 0.962 0.618 0.613 0.613 0.54
630	adventure action history drama family	1 0.631 0.609 0.593 0.503
631	horror comedy thriller dark drama romance adventure	1 0.65 0.591 0.574 0.574 0.572 0.567
632	romance romantic comedy drama love love-story adventure	1 0.98 0.726 0.711 0.665 0.665 0.527
633	drama comedy romance romantic animated family adventure animation	1 0.769 0.731 0.718 0.706 0.699 0.621 0.616
634	drama adventure romance romantic history fiction fantasy children	1 0.933 0.897 0.885 0.871 0.798 0.788 0.64
635	horror adventure drama dark thriller romance action comedy	1 0.956 0.766 0.765 0.678 0.648 0.555 0.525
636	adventure thriller action drama dark horror comedy crime	1 0.992 0.702 0.607 0.604 0.604 0.575 0.55
637	horror adventure	1 0.621
638	drama history adventure romance romantic historical action war	1 0.884 0.852 0.846 0.835 0.815 0.753 0.618
639	drama comedy adventure children fantasy romance romantic	1 0.804 0.61 0.581 0.521 0.518 0.517
640	comedy romance romantic drama adventure love love-story action	1 0.908 0.888 0.865 0.781 0.591 0.591 0.561
641	adventure war historical drama dark	1 0.905 0.632 0.538 0.536
642	comedy drama adventure action	1 0.782 0.759 0.64
643	romance romantic drama comedy adventure love love-story family	1 0.985 0.974 0.946 0.827 0.683 0.683 0.618
644	drama adventure action political	1 0.725 0.707 0.516
645	romance romantic drama love love-story adventure comedy history	1 0.984 0.954 0.732 0.732 0.72 0.705 0.548
646	adventure action	1 0.519
647	adventure action war thriller horror drama	1 0.933 0.832 0.7 0.648 0.5
648	drama comedy adventure history historical war romance romantic	1 0.943 0.823 0.696 0.663 0.587 0.562 0.55
649	romance adventure comedy drama dark historical thriller	1 0.766 0.681 0.673 0.671 0.603 0.538
650	romance romantic drama history fantasy fiction adventure historical	1 0.994 0.969 0.745 0.738 0.727 0.639 0.627
651	drama dark adventure war historical thriller	1 0.993 0.856 0.765 0.755 0.564
652	drama romance romantic comedy adventure	1 0.851 0.849 0.834 0.639
653	horror thriller dark drama crime	1 0.801 0.783 0.783 0.502
654	drama dark thriller crime	1 0.999 0.894 0.774
655	romance adventure drama dark comedy love love-story	1 0.864 0.812 0.811 0.709 0.542 0.542
656	horror drama dark adventure romance historical comedy war	1 0.873 0.871 0.769 0.74 0.71 0.659 0.57
657	drama dark horror thriller romance science-fiction war historical	1 0.999 0.964 0.931 0.738 0.631 0.572 0.533
658	comedy romance romantic drama adventure action funny	1 0.661 0.656 0.653 0.603 0.599 0.522
659	drama dark romance thriller	1 1 0.701 0.574
660	comedy romance romantic	1 0.716 0.711
661	action thriller war adventure drama dark crime horror	1 0.974 0.91 0.888 0.85 0.847 0.71 0.555
662	romance romantic drama history love love-story adventure	1 0.974 0.781 0.591 0.574 0.574 0.569
663	romance romantic drama comedy family adventure love love-story	1 0.978 0.885 0.78 0.745 0.711 0.691 0.691
664	drama romance romantic comedy history adventure family love	1 0.962 0.93 0.915 0.602 0.598 0.593 0.52
665	horror science-fiction	1 0.564
666	horror fantasy	1 0.577
667	romance drama dark comedy love love-story	1 0.66 0.659 0.653 0.603 0.603
668	horror adventure action war thriller drama dark historical	1 0.99 0.854 0.82 0.764 0.57 0.569 0.505
669	comedy thriller horror drama dark crime adventure romance	1 0.835 0.824 0.765 0.761 0.605 0.597 0.596
670	horror dark drama thriller	1 0.563 0.563 0.507
671	horror	1
672	horror comedy	1 0.583
673	horror thriller adventure drama dark action	1 0.992 0.738 0.625 0.624 0.564
674	comedy romance drama dark adventure horror	1 0.916 0.835 0.834 0.717 0.703
675	horror fantasy	1 0.682
676	adventure drama action romance romantic war	1 0.822 0.735 0.588 0.584 0.576
677	adventure action drama romance romantic war comedy	1 0.994 0.772 0.753 0.742 0.587 0.558
678	horror action adventure science-fiction thriller drama dark war	1 0.936 0.804 0.778 0.741 0.718 0.718 0.501
679	adventure	1
680	adventure action war	1 0.572 0.548
681	romance horror adventure comedy drama dark thriller fantasy	1 0.823 0.82 0.775 0.748 0.748 0.741 0.679
682	romance comedy	1 0.639
683	action adventure comedy drama war	1 0.953 0.852 0.644 0.561
684	action war adventure thriller horror drama dark	1 0.941 0.777 0.744 0.608 0.536 0.534
685	thriller comedy crime drama dark action romance adventure	1 0.827 0.642 0.633 0.631 0.554 0.541 0.534
686	romance	1
687	adventure war historical action drama dark thriller	1 0.871 0.632 0.595 0.541 0.54 0.54
688	comedy family adventure drama romance romantic	1 0.923 0.898 0.883 0.784 0.773
689	thriller action adventure crime comedy drama dark horror	1 0.974 0.843 0.719 0.654 0.617 0.612 0.595
690	historical adventure romance drama dark horror war thriller	1 0.811 0.791 0.79 0.787 0.645 0.642 0.63
691	horror dark drama thriller crime	1 0.945 0.936 0.734 0.634
692	history political drama historical	1 0.9 0.785 0.677
693	adventure action romance romantic comedy drama love love-story	1 0.996 0.917 0.91 0.818 0.803 0.502 0.502
694	romance romantic adventure drama	1 0.994 0.563 0.514
695	comedy action adventure drama romance romantic	1 0.566 0.558 0.554 0.511 0.508
696	drama dark comedy adventure thriller romance historical crime	1 0.996 0.868 0.852 0.793 0.766 0.756 0.628
697	comedy family drama adventure romance romantic children	1 0.827 0.79 0.782 0.665 0.655 0.551
698	romance romantic love love-story adventure comedy drama	1 0.957 0.694 0.694 0.608 0.526 0.513
699	romance romantic drama adventure fiction family	1 0.98 0.858 0.632 0.603 0.55
700	romance romantic love love-story drama adventure comedy	1 0.989 0.778 0.778 0.607 0.57 0.512
701	drama history romance romantic adventure historical fiction comedy	1 0.911 0.804 0.792 0.783 0.683 0.567 0.552
702	romance romantic adventure drama comedy love love-story	1 0.989 0.75 0.681 0.525 0.52 0.52
703	romance romantic adventure drama action comedy love love-story	1 0.977 0.794 0.765 0.58 0.568 0.51 0.51
704	drama romance romantic fantasy fiction family fairy-tale funny	1 0.93 0.919 0.745 0.695 0.576 0.573 0.563
705	romance romantic adventure love love-story drama comedy	1 0.975 0.613 0.6 0.6 0.587 0.552
706	horror thriller dark	1 0.505 0.502
707	romance romantic fantasy fairy-tale love love-story fiction heartwarming	1 0.956 0.747 0.544 0.544 0.544 0.524 0.517
708	comedy romance romantic drama love love-story	1 0.966 0.95 0.852 0.51 0.51
709	romance romantic comedy drama love love-story family	1 0.987 0.858 0.823 0.64 0.64 0.54
710	drama comedy romance romantic love love-story adventure	1 0.882 0.747 0.74 0.585 0.585 0.576
711	drama romance romantic adventure action comedy fiction	1 0.793 0.779 0.756 0.708 0.561 0.523
712	action drama comedy adventure war	1 0.917 0.8 0.755 0.517
713	romance romantic drama adventure comedy	1 0.999 0.833 0.619 0.611
714	romance romantic adventure drama comedy love love-story history	1 0.981 0.928 0.848 0.753 0.654 0.654 0.648
715	drama love love-story romance romantic adventure comedy action	1 0.932 0.932 0.877 0.87 0.864 0.648 0.58
716	romance romantic family comedy adventure drama children animated	1 0.993 0.993 0.898 0.671 0.659 0.561 0.512
717	thriller drama dark crime murder mystery horror military	1 0.996 0.993 0.895 0.636 0.618 0.618 0.617
718	romance romantic adventure drama	1 0.994 0.638 0.559
719	comedy adventure thriller horror crime dark drama action	1 0.833 0.755 0.666 0.662 0.604 0.603 0.5
720	adventure action	1 0.537
721	comedy drama adventure action	1 0.575 0.569 0.527
722	romance romantic drama comedy love love-story adventure	1 0.974 0.795 0.725 0.658 0.658 0.56
723	romance romantic adventure drama comedy action family love	1 0.985 0.907 0.896 0.831 0.785 0.585 0.513
724	romance romantic adventure drama comedy love love-story family	1 0.975 0.623 0.578 0.532 0.526 0.526 0.501
725	romance romantic love love-story adventure	1 0.981 0.6 0.6 0.597
726	comedy romance romantic	1 0.702 0.689
727	romance romantic love love-story drama	1 0.974 0.751 0.751 0.586
728	comedy adventure family drama dark horror romance action	1 0.866 0.737 0.682 0.682 0.577 0.555 0.529
729	romance romantic drama comedy love love-story adventure heartwarming	1 0.967 0.758 0.72 0.719 0.719 0.653 0.52
730	romance romantic drama history adventure	1 0.972 0.856 0.547 0.515
731	romance romantic love love-story adventure drama	1 0.982 0.602 0.602 0.561 0.532
732	comedy drama adventure romance romantic family action	1 0.839 0.728 0.718 0.709 0.675 0.666
733	comedy adventure action romance romantic family	1 0.652 0.561 0.523 0.518 0.503
734	drama comedy romance romantic family	1 0.74 0.664 0.658 0.515
735	drama history comedy romance romantic adventure historical love	1 0.724 0.72 0.699 0.686 0.639 0.567 0.503
736	romance romantic drama fantasy adventure comedy fiction action	1 0.971 0.872 0.869 0.787 0.547 0.511 0.507
737	romance romantic adventure drama love love-story comedy action	1 0.991 0.974 0.722 0.717 0.717 0.638 0.591
738	romance romantic comedy drama	1 0.985 0.738 0.558
739	romance romantic love love-story	1 0.98 0.597 0.597
740	romance romantic drama adventure	1 0.987 0.627 0.56
741	romance drama dark horror comedy thriller adventure historical	1 0.84 0.839 0.735 0.652 0.63 0.612 0.566
742	thriller crime action drama dark horror comedy adventure	1 0.643 0.614 0.609 0.606 0.57 0.544 0.531
743	adventure comedy horror dark drama thriller action crime	1 0.975 0.901 0.881 0.881 0.854 0.824 0.739
744	drama adventure dark romance historical comedy war thriller	1 0.996 0.995 0.994 0.9 0.813 0.813 0.718
745	romance romantic drama history political historical adventure family	1 0.992 0.973 0.718 0.709 0.597 0.593 0.543
746	drama comedy romance romantic fiction adventure history artistic	1 0.829 0.827 0.815 0.713 0.676 0.671 0.622
747	family comedy children animated adventure romance romantic animation	1 0.879 0.677 0.655 0.638 0.637 0.623 0.6
748	romance drama dark adventure thriller historical horror comedy	1 0.918 0.916 0.849 0.623 0.608 0.599 0.592
749	romance romantic comedy love love-story	1 0.985 0.678 0.586 0.586
750	drama romance romantic adventure history historical love love-story	1 0.978 0.964 0.918 0.772 0.66 0.583 0.583
751	adventure action thriller romance	1 0.706 0.688 0.671
752	thriller horror crime action drama dark comedy murder	1 0.966 0.952 0.876 0.739 0.739 0.512 0.503
753	romance romantic adventure drama comedy love love-story action	1 0.973 0.855 0.804 0.73 0.715 0.715 0.585
754	action adventure comedy drama dark thriller horror crime	1 0.992 0.946 0.881 0.879 0.854 0.711 0.7
755	adventure action comedy	1 0.552 0.522
756	romance romantic comedy drama love love-story family adventure	1 0.983 0.775 0.667 0.545 0.545 0.545 0.531
757	adventure romance romantic fantasy history drama historical fiction	1 0.97 0.95 0.893 0.876 0.812 0.653 0.615
758	adventure horror action science-fiction space thriller cyberpunk comedy	1 0.924 0.869 0.831 0.767 0.758 0.717 0.647
759	thriller romance adventure drama dark action comedy horror	1 0.757 0.746 0.742 0.74 0.671 0.639 0.62
760	horror thriller	1 0.546
761	romance comedy adventure drama dark thriller	1 0.793 0.671 0.641 0.641 0.61
762	romance romantic love love-story	1 0.964 0.646 0.646
763	romance romantic love love-story	1 0.997 0.503 0.503
764	romance romantic comedy love love-story adventure drama heartwarming	1 0.961 0.841 0.74 0.74 0.702 0.616 0.504
765	adventure comedy action romance romantic drama family animated	1 0.981 0.936 0.842 0.827 0.743 0.717 0.605
766	drama romance romantic comedy history adventure action political	1 0.973 0.962 0.911 0.792 0.762 0.708 0.674
767	drama dark thriller crime comedy romance horror	1 0.984 0.787 0.714 0.663 0.533 0.53
768	horror	1
769	adventure horror drama dark action historical thriller crime	1 0.853 0.731 0.719 0.678 0.677 0.663 0.645
770	romance comedy drama dark	1 0.687 0.63 0.63
771	comedy science-fiction adventure thriller action romance horror	1 0.9 0.889 0.88 0.683 0.598 0.531
772	family children comedy	1 0.905 0.522
773	crime drama dark thriller horror adventure comedy action	1 0.994 0.992 0.95 0.944 0.93 0.834 0.776
774	horror dark drama thriller romance science-fiction	1 0.848 0.848 0.796 0.772 0.525
775	romance romantic comedy drama love love-story relationship adventure	1 0.972 0.895 0.673 0.662 0.662 0.57 0.541
776	romance fantasy romantic children love love-story adventure drama	1 0.98 0.961 0.801 0.736 0.736 0.722 0.687
777	horror comedy adventure thriller action dark drama romance	1 0.922 0.852 0.761 0.671 0.629 0.629 0.555
778	romance romantic comedy adventure drama love love-story history	1 0.994 0.844 0.822 0.677 0.642 0.642 0.592
779	action adventure horror thriller war survival comedy	1 0.878 0.843 0.808 0.697 0.56 0.549
780	comedy humor	1 0.668
781	romance romantic comedy love love-story	1 0.956 0.632 0.553 0.553
782	romance romantic adventure drama comedy love love-story family	1 0.983 0.952 0.722 0.718 0.599 0.599 0.593
783	comedy romance drama romantic	1 0.705 0.693 0.692
784	horror thriller comedy dark drama adventure	1 0.744 0.642 0.576 0.57 0.533
785	romance romantic love love-story comedy drama adventure	1 0.971 0.784 0.784 0.612 0.603 0.535
786	family drama	1 0.54
787	comedy romance romantic drama family	1 0.942 0.927 0.676 0.606
788	horror thriller	1 0.728
789	adventure action comedy family	1 0.643 0.581 0.532
790	comedy drama adventure family action romance romantic	1 0.83 0.745 0.68 0.664 0.606 0.593
791	family comedy children romance romantic drama adventure	1 0.949 0.701 0.684 0.673 0.607 0.583
792	comedy drama action romance romantic adventure	1 0.864 0.688 0.619 0.614 0.54
793	drama romance romantic comedy adventure family love love-story	1 0.97 0.945 0.897 0.799 0.636 0.602 0.602
794	comedy romance romantic love love-story drama adventure	1 0.731 0.71 0.628 0.628 0.582 0.545
795	comedy drama romance romantic adventure action love love-story	1 0.848 0.765 0.748 0.585 0.55 0.534 0.534
796	romance romantic drama comedy love love-story adventure heartwarming	1 0.972 0.918 0.909 0.652 0.652 0.577 0.556
797	thriller adventure science-fiction horror action comedy crime historical	1 0.95 0.894 0.851 0.722 0.69 0.656 0.637
798	action comedy adventure horror thriller drama dark	1 0.876 0.794 0.755 0.701 0.525 0.524
799	comedy romance romantic drama adventure family love love-story	1 0.872 0.854 0.792 0.688 0.651 0.545 0.545
800	horror thriller comedy dark drama	1 0.756 0.55 0.501 0.501
801	comedy adventure romance romantic action drama family love	1 0.891 0.741 0.724 0.636 0.621 0.541 0.519
802	action thriller adventure horror war	1 0.813 0.668 0.638 0.619
803	romance adventure horror drama dark science-fiction thriller comedy	1 0.77 0.765 0.698 0.698 0.625 0.611 0.578
804	comedy drama adventure romance romantic action family	1 0.643 0.643 0.641 0.631 0.6 0.575
805	drama military adventure comedy romance romantic	1 0.783 0.721 0.589 0.553 0.543
806	horror thriller crime drama dark action comedy adventure	1 0.975 0.905 0.776 0.776 0.76 0.588 0.503
807	drama romance romantic love love-story adventure fiction history	1 0.749 0.744 0.611 0.611 0.566 0.556 0.51
808	thriller comedy drama adventure dark horror romance science-fiction	1 0.786 0.721 0.72 0.718 0.672 0.639 0.624
809	adventure action thriller horror romance drama dark war	1 0.785 0.748 0.728 0.712 0.62 0.619 0.602
810	horror thriller dark drama	1 0.613 0.595 0.593
811	drama romance romantic history artistic art adventure love	1 0.739 0.739 0.725 0.663 0.663 0.617 0.563
812	comedy adventure drama dark romance crime horror thriller	1 0.943 0.931 0.929 0.924 0.769 0.759 0.732
813	comedy romance romantic drama	1 0.912 0.887 0.838
814	drama romance romantic adventure love love-story comedy history	1 0.908 0.888 0.785 0.704 0.704 0.614 0.527
815	romance romantic comedy drama adventure	1 0.983 0.825 0.676 0.553
816	horror comedy dark drama thriller	1 0.619 0.538 0.534 0.529
817	romance comedy romantic adventure drama action animated love	1 0.996 0.979 0.734 0.637 0.596 0.529 0.513
818	romance romantic adventure drama love love-story comedy action	1 0.939 0.808 0.766 0.646 0.646 0.612 0.572
819	comedy drama adventure action family romance romantic	1 0.756 0.687 0.653 0.633 0.633 0.622
820	comedy adventure action funny	1 0.935 0.752 0.626
821	romance romantic drama love love-story comedy	1 0.979 0.619 0.549 0.549 0.52
822	drama romance romantic comedy adventure art artistic history	1 0.868 0.841 0.692 0.554 0.51 0.51 0.505
823	romance adventure drama dark comedy	1 0.661 0.619 0.618 0.552
824	adventure	1
825	science-fiction horror drama dark thriller	1 0.747 0.617 0.616 0.612
826	horror fantasy dark drama ghosts comedy thriller	1 0.732 0.681 0.679 0.603 0.575 0.517
827	romance comedy horror drama dark adventure thriller action	1 0.839 0.831 0.789 0.788 0.745 0.726 0.554
828	adventure historical thriller action horror war	1 0.776 0.61 0.604 0.601 0.58
829	adventure thriller comedy action horror drama dark romance	1 0.97 0.875 0.856 0.847 0.767 0.765 0.74
830	thriller action drama dark adventure horror comedy crime	1 0.739 0.684 0.684 0.667 0.61 0.597 0.565
831	adventure thriller comedy action crime drama dark horror	1 0.943 0.837 0.807 0.758 0.752 0.749 0.643
832	comedy drama romance adventure romantic action	1 0.71 0.587 0.586 0.574 0.549
833	action adventure drama dark horror thriller	1 0.715 0.584 0.583 0.56 0.534
834	horror	1
835	comedy romance romantic drama love love-story	1 0.97 0.951 0.797 0.636 0.636
836	fantasy romance romantic history drama fiction animation historical	1 0.996 0.978 0.927 0.858 0.831 0.746 0.713
837	drama comedy history historical romance romantic adventure family	1 0.918 0.832 0.764 0.646 0.628 0.614 0.606
838	action adventure thriller crime war drama dark police	1 0.892 0.786 0.671 0.615 0.613 0.61 0.591
839	horror fantasy	1 0.509
840	thriller adventure action drama dark horror	1 0.658 0.657 0.584 0.584 0.577
841	romance drama dark comedy adventure horror thriller science-fiction	1 0.85 0.849 0.838 0.788 0.769 0.673 0.57
842	romance romantic fiction adventure drama children love love-story	1 0.968 0.852 0.771 0.687 0.596 0.519 0.519
843	comedy adventure drama romance romantic family	1 0.813 0.697 0.571 0.558 0.524
844	action adventure comedy drama	1 0.978 0.936 0.854
845	comedy romance romantic drama humor	1 0.637 0.63 0.517 0.512
846	romance romantic love love-story adventure comedy relationship children	1 0.978 0.889 0.889 0.704 0.692 0.596 0.516
847	romance romantic comedy love love-story adventure drama action	1 0.974 0.892 0.83 0.83 0.8 0.774 0.528
848	drama dark horror crime romance murder thriller comedy	1 1 0.923 0.748 0.725 0.616 0.605 0.582
849	action adventure war thriller	1 0.987 0.706 0.555
850	romance romantic comedy drama love love-story adventure	1 0.987 0.578 0.576 0.573 0.573 0.55
851	romance romantic love love-story drama	1 0.961 0.682 0.682 0.533
852	horror thriller drama dark	1 0.618 0.546 0.545
853	drama dark horror thriller comedy science-fiction	1 0.999 0.924 0.725 0.654 0.554
854	comedy horror dark drama romance adventure thriller	1 0.842 0.702 0.701 0.648 0.521 0.506
855	romance drama dark love love-story comedy adventure	1 0.739 0.738 0.657 0.657 0.604 0.566
856	romance romantic adventure drama love love-story comedy fantasy	1 0.98 0.762 0.723 0.557 0.557 0.545 0.543
857	romance romantic love love-story drama	1 0.978 0.57 0.57 0.566
858	horror thriller	1 0.556
859	comedy	1
860	drama dark romance horror comedy thriller adventure science-fiction	1 0.999 0.803 0.718 0.647 0.637 0.629 0.587
861	romance adventure fantasy horror comedy drama dark historical	1 0.973 0.963 0.812 0.742 0.658 0.657 0.656
862	comedy adventure romance	1 0.703 0.666
863	romance romantic drama adventure fantasy history fiction comedy	1 0.982 0.844 0.721 0.673 0.619 0.615 0.581
864	drama romance romantic history political adventure comedy war	1 0.752 0.742 0.71 0.64 0.613 0.559 0.558
865	romance adventure romantic drama action comedy love love-story	1 0.997 0.982 0.842 0.812 0.783 0.588 0.588
866	drama comedy adventure romance romantic action family children	1 0.974 0.803 0.712 0.701 0.677 0.664 0.553
867	romance romantic adventure drama comedy history family action	1 0.995 0.963 0.72 0.667 0.613 0.612 0.609
868	romance romantic drama love love-story	1 0.982 0.693 0.569 0.569
869	comedy adventure romance romantic action drama family	1 0.701 0.663 0.659 0.649 0.561 0.529
870	romance romantic comedy drama love love-story adventure	1 0.975 0.822 0.689 0.652 0.652 0.638
871	comedy romance romantic adventure family action love love-story	1 0.946 0.923 0.769 0.656 0.615 0.531 0.531
872	romance romantic love love-story	1 0.973 0.732 0.732
873	romance romantic drama love love-story adventure comedy	1 0.968 0.64 0.604 0.604 0.541 0.539
874	romance romantic comedy drama	1 0.98 0.599 0.586
875	romance romantic love love-story	1 0.956 0.87 0.87
876	comedy drama dark romance thriller adventure action	1 0.927 0.925 0.86 0.784 0.601 0.556
877	comedy thriller adventure romance drama dark	1 0.826 0.772 0.74 0.645 0.642
878	comedy humor adventure romance romantic animated	1 0.622 0.555 0.533 0.514 0.514
879	drama dark adventure thriller war romance action comedy	1 0.998 0.911 0.907 0.786 0.776 0.745 0.663
880	romance romantic drama love love-story comedy heartwarming adventure	1 0.965 0.916 0.743 0.743 0.671 0.624 0.526
881	comedy drama dark romance thriller adventure action	1 0.927 0.925 0.86 0.784 0.601 0.556
882	drama romance romantic comedy history adventure historical	1 0.93 0.921 0.848 0.715 0.611 0.588
883	drama political history comedy romance romantic fiction historical	1 0.711 0.702 0.67 0.628 0.615 0.532 0.517
884	romance romantic adventure drama comedy action history	1 0.99 0.812 0.648 0.584 0.51 0.501
885	horror dark drama comedy thriller fantasy ghosts murder	1 0.735 0.735 0.663 0.61 0.598 0.564 0.533
886	romance drama dark adventure comedy thriller	1 0.808 0.808 0.78 0.651 0.548
887	romance romantic love love-story drama	1 0.971 0.66 0.66 0.574
888	romance romantic comedy	1 0.984 0.714
889	romance romantic love love-story comedy drama	1 0.966 0.664 0.664 0.626 0.618
890	action	1
891	horror adventure drama dark thriller comedy romance crime	1 0.941 0.934 0.934 0.925 0.797 0.779 0.745
892	comedy animated animation children family funny adventure	1 0.833 0.613 0.605 0.597 0.594 0.504
893	romance romantic drama comedy love love-story adventure family	1 0.994 0.801 0.721 0.72 0.72 0.579 0.513
894	family comedy adventure children	1 0.925 0.685 0.565
895	horror	1
896	romance romantic love love-story drama adventure heartwarming	1 0.964 0.705 0.705 0.569 0.55 0.517
897	adventure thriller horror science-fiction comedy action crime drama	1 0.946 0.848 0.797 0.789 0.758 0.742 0.718
898	comedy romance romantic drama adventure action love love-story	1 0.9 0.894 0.855 0.811 0.548 0.536 0.536
899	romance romantic adventure comedy drama	1 0.981 0.63 0.614 0.572
900	romance romantic drama fantasy adventure fiction love love-story	1 0.962 0.83 0.83 0.798 0.635 0.576 0.576
901	comedy animated humor adventure drama animation	1 0.623 0.58 0.555 0.549 0.539
902	comedy	1
903	romance romantic drama love love-story adventure comedy	1 0.977 0.763 0.6 0.6 0.538 0.527
904	romance romantic love love-story drama	1 0.972 0.683 0.683 0.53
905	drama romance romantic adventure fiction	1 0.795 0.784 0.58 0.572
906	romance romantic love love-story comedy drama	1 0.98 0.762 0.762 0.662 0.641
907	comedy drama action adventure romance romantic	1 0.915 0.797 0.685 0.639 0.632
908	comedy drama romance romantic	1 0.671 0.625 0.613
909	love love-story romance	1 1 0.533
910	comedy drama romance romantic love love-story adventure	1 0.831 0.831 0.814 0.589 0.589 0.571
911	romance romantic adventure love love-story	1 0.983 0.542 0.528 0.528
912	thriller crime drama dark historical police adventure war	1 0.886 0.727 0.721 0.711 0.664 0.614 0.612
913	romance romantic love love-story drama adventure	1 0.984 0.729 0.729 0.625 0.502
914	adventure horror comedy action	1 0.557 0.537 0.51
915	romance romantic animation drama children comedy animated adventure	1 0.98 0.968 0.938 0.877 0.837 0.827 0.81
916	space science-fiction adventure	1 0.633 0.581
917	adventure romance thriller action drama dark science-fiction horror	1 0.697 0.693 0.608 0.601 0.6 0.58 0.515
918	romance romantic drama comedy love love-story adventure	1 0.978 0.818 0.606 0.596 0.596 0.542
919	drama dark adventure romance horror family comedy historical	1 1 0.984 0.831 0.697 0.654 0.617 0.579
920	comedy drama romance adventure action romantic	1 0.591 0.575 0.568 0.567 0.563
921	romance romantic drama love love-story	1 0.984 0.616 0.568 0.568
922	horror thriller drama dark crime action	1 0.978 0.744 0.744 0.717 0.531
923	romance romantic comedy drama action adventure family	1 0.978 0.835 0.755 0.676 0.607 0.501
924	adventure horror romance thriller action drama dark comedy	1 0.918 0.828 0.746 0.718 0.652 0.651 0.565
925	romance comedy drama dark horror thriller adventure love	1 0.927 0.885 0.884 0.771 0.716 0.667 0.658
926	adventure romance romantic comedy drama action	1 0.667 0.646 0.589 0.562 0.561
927	romance romantic love love-story drama	1 0.956 0.604 0.604 0.529
928	adventure drama dark comedy romance thriller action horror	1 0.901 0.899 0.871 0.865 0.769 0.577 0.561
929	adventure romance comedy romantic drama fiction love love-story	1 0.974 0.966 0.937 0.839 0.784 0.655 0.655
930	thriller adventure action horror drama dark science-fiction crime	1 0.936 0.892 0.837 0.689 0.688 0.676 0.582
931	horror adventure science-fiction drama dark thriller	1 0.648 0.548 0.541 0.541 0.511
932	comedy family adventure children romance drama romantic animated	1 0.904 0.798 0.784 0.678 0.675 0.669 0.558
933	drama romance romantic comedy adventure heartwarming	1 0.748 0.745 0.743 0.541 0.522
934	romance romantic drama comedy love love-story	1 0.981 0.644 0.572 0.504 0.504
935	romance adventure drama dark comedy thriller	1 0.679 0.651 0.65 0.546 0.508
936	comedy romance drama romantic action	1 0.652 0.649 0.638 0.513
937	romance romantic adventure drama family comedy action	1 0.991 0.976 0.895 0.591 0.55 0.528
938	romance romantic comedy love love-story adventure heartwarming drama	1 0.961 0.888 0.76 0.76 0.605 0.549 0.519
939	crime horror thriller drama dark murder comedy mystery	1 0.866 0.758 0.714 0.713 0.691 0.581 0.576
940	action adventure comedy drama romance romantic family war	1 0.972 0.959 0.768 0.726 0.714 0.541 0.536
941	romance romantic drama adventure comedy love love-story	1 0.994 0.913 0.77 0.686 0.651 0.651
942	romance romantic love love-story comedy	1 0.99 0.746 0.746 0.523
943	horror crime thriller comedy drama dark action romance	1 0.976 0.834 0.818 0.772 0.771 0.639 0.621
944	adventure historical drama dark romance comedy	1 0.926 0.898 0.896 0.737 0.537
945	comedy drama dark	1 0.575 0.574
946	adventure	1
947	adventure romance comedy drama dark	1 0.729 0.561 0.561 0.559
948	romance romantic comedy action adventure love love-story drama	1 0.971 0.846 0.772 0.685 0.632 0.632 0.565
949	children artistic art family history drama fiction comedy	1 0.802 0.8 0.793 0.787 0.782 0.762 0.701
950	romance romantic drama adventure comedy love love-story history	1 0.971 0.802 0.66 0.575 0.57 0.57 0.569
951	comedy romance drama dark thriller crime horror adventure	1 0.828 0.823 0.823 0.701 0.567 0.558 0.541
952	romance romantic comedy drama love love-story adventure	1 0.986 0.875 0.767 0.698 0.698 0.518
953	drama romance adventure romantic action comedy love love-story	1 0.967 0.961 0.961 0.854 0.715 0.649 0.649
954	comedy romance romantic drama love love-story adventure	1 0.977 0.955 0.637 0.551 0.551 0.529
955	romance romantic adventure drama comedy	1 0.984 0.82 0.546 0.51
956	comedy romance romantic drama adventure love love-story	1 0.73 0.723 0.556 0.502 0.501 0.501
957	comedy romance romantic action drama adventure	1 0.893 0.882 0.702 0.609 0.542
958	romance drama romantic adventure comedy history love love-story	1 1 0.981 0.706 0.682 0.667 0.627 0.627
959	romance romantic comedy drama adventure love love-story	1 0.987 0.969 0.674 0.635 0.525 0.525
960	romance romantic comedy drama action love love-story adventure	1 0.987 0.93 0.676 0.565 0.561 0.561 0.536
961	romance romantic adventure drama	1 0.993 0.677 0.533
962	romance romantic love love-story	1 0.968 0.708 0.708
963	comedy horror thriller action drama dark romance adventure	1 0.846 0.807 0.667 0.653 0.652 0.609 0.602
964	romance romantic adventure love love-story	1 0.974 0.843 0.561 0.561
965	comedy humor funny	1 0.608 0.506
966	romance romantic drama love love-story	1 0.977 0.647 0.642 0.642
967	romance romantic drama adventure	1 0.981 0.743 0.722
968	drama history political historical comedy adventure action	1 0.727 0.706 0.634 0.561 0.56 0.519
969	children adventure animated animation family	1 0.694 0.573 0.568 0.538
970	romance romantic love love-story drama adventure	1 0.984 0.714 0.714 0.583 0.562
971	adventure romance thriller historical comedy drama dark horror	1 0.837 0.581 0.563 0.557 0.518 0.516 0.503
972	romance romantic love love-story adventure	1 0.972 0.797 0.797 0.579
973	drama history comedy artistic art romantic romance historical	1 0.922 0.891 0.742 0.74 0.731 0.731 0.729
974	thriller horror drama dark comedy crime action murder	1 0.967 0.915 0.915 0.902 0.877 0.82 0.782
975	horror	1
976	adventure romance comedy action thriller drama dark love	1 0.828 0.78 0.724 0.719 0.664 0.66 0.647
977	comedy drama dark romance thriller crime horror adventure	1 0.789 0.787 0.724 0.673 0.573 0.562 0.503
978	horror thriller drama dark crime comedy adventure romance	1 0.928 0.867 0.865 0.784 0.654 0.636 0.6
979	thriller action horror adventure drama dark comedy crime	1 0.89 0.887 0.741 0.653 0.652 0.59 0.511
980	romance romantic drama adventure love love-story comedy family	1 0.963 0.912 0.704 0.637 0.637 0.572 0.53
981	romance romantic adventure love love-story action drama war	1 0.982 0.931 0.865 0.865 0.86 0.746 0.685
982	thriller action adventure	1 0.68 0.642
983	romance drama dark comedy	1 0.592 0.591 0.514
984	horror thriller dark drama action science-fiction comedy crime	1 0.798 0.667 0.664 0.608 0.557 0.539 0.511
985	romance romantic drama comedy adventure love love-story action	1 0.992 0.822 0.728 0.699 0.586 0.586 0.565
986	adventure thriller action horror comedy drama dark crime	1 0.931 0.775 0.711 0.68 0.678 0.676 0.569
987	horror	1
988	romance romantic fantasy drama animation adventure heartwarming animated	1 0.969 0.853 0.741 0.741 0.719 0.704 0.689
989	comedy romance romantic drama animated love love-story adventure	1 0.843 0.829 0.78 0.722 0.64 0.64 0.609
990	romance romantic drama love love-story	1 0.992 0.736 0.543 0.543
991	romance romantic drama adventure comedy history love love-story	1 0.971 0.954 0.789 0.687 0.633 0.609 0.609
992	adventure horror comedy thriller action	1 0.706 0.641 0.637 0.573
993	adventure action	1 0.585
994	drama romance romantic comedy love love-story adventure heartwarming	1 0.905 0.896 0.882 0.748 0.748 0.664 0.616
995	romance romantic comedy love love-story	1 0.973 0.7 0.601 0.601
996	adventure comedy romance romantic drama family action animated	1 0.886 0.875 0.861 0.823 0.701 0.684 0.595
997	family comedy drama adventure romance romantic	1 0.72 0.68 0.59 0.529 0.516
998	adventure comedy romance romantic drama family action children	1 0.982 0.866 0.852 0.812 0.784 0.61 0.542
999	romance drama romantic comedy adventure history action	1 0.998 0.992 0.843 0.64 0.528 0.504
1000	action adventure comedy horror thriller dark drama science-fiction	1 0.996 0.923 0.768 0.71 0.586 0.586 0.501
1001	comedy drama romance romantic adventure action love love-story	1 0.77 0.745 0.735 0.702 0.55 0.53 0.53
1002	comedy drama action adventure romance romantic	1 0.688 0.658 0.597 0.572 0.565
1003	comedy humor adventure romance romantic animated	1 0.622 0.555 0.533 0.514 0.514
1004	adventure historical	1 0.559
1005	romance romantic drama love love-story adventure comedy	1 0.972 0.853 0.731 0.731 0.604 0.502
1006	horror dark drama thriller science-fiction war	1 0.726 0.725 0.644 0.609 0.534
1007	comedy romance romantic drama family	1 0.713 0.696 0.595 0.58
1008	drama comedy action adventure history art artistic romance	1 0.919 0.736 0.66 0.648 0.538 0.538 0.529
1009	love love-story romance romantic adventure	1 1 0.948 0.898 0.562
1010	artistic art drama	1 0.999 0.562
1011	romance romantic adventure comedy drama family action love	1 0.982 0.929 0.911 0.841 0.647 0.635 0.534
1012	romance romantic comedy drama	1 0.985 0.726 0.697
1013	horror thriller drama dark adventure action comedy	1 0.953 0.709 0.709 0.662 0.654 0.524
1014	romance romantic comedy drama family love love-story	1 0.987 0.556 0.546 0.524 0.501 0.501
1015	drama adventure action war romance romantic family history	1 0.979 0.9 0.785 0.769 0.75 0.631 0.617
1016	adventure thriller comedy action	1 0.849 0.675 0.66
1017	romance romantic adventure comedy drama children family love	1 0.983 0.881 0.826 0.736 0.647 0.567 0.541
1018	comedy romance romantic drama love love-story adventure action	1 0.925 0.91 0.836 0.798 0.798 0.635 0.52
1019	horror action crime thriller adventure drama dark comedy	1 0.982 0.898 0.787 0.772 0.705 0.703 0.533
1020	drama dark horror thriller romance murder mystery military	1 1 0.899 0.695 0.569 0.53 0.524 0.524
1021	comedy drama romance romantic adventure family	1 0.934 0.642 0.632 0.553 0.521
1022	comedy adventure action	1 0.651 0.62
1023	family romance romantic comedy adventure drama children love	1 0.916 0.906 0.836 0.781 0.722 0.633 0.626
1024	romance romantic drama love love-story	1 0.99 0.681 0.578 0.578
1025	horror thriller action dark drama adventure	1 0.701 0.678 0.611 0.611 0.581
1026	adventure romance romantic drama fantasy	1 0.765 0.757 0.613 0.541
1027	action adventure thriller	1 0.626 0.508
1028	comedy drama romance romantic adventure family humor	1 0.89 0.701 0.696 0.61 0.555 0.537
1029	drama comedy action family adventure romance romantic war	1 0.946 0.674 0.641 0.614 0.544 0.539 0.507
1030	comedy family drama adventure romance romantic children	1 0.917 0.711 0.655 0.538 0.532 0.524
1031	adventure comedy romance drama dark	1 0.797 0.616 0.603 0.603
1032	comedy family children adventure drama action fiction	1 0.984 0.963 0.875 0.789 0.749 0.723
1033	adventure romance drama dark thriller comedy	1 0.67 0.552 0.55 0.54 0.519
1034	adventure action	1 0.517
1035	adventure action comedy drama	1 0.891 0.617 0.546
1036	comedy drama romance romantic	1 0.561 0.524 0.517
1037	comedy drama animated adventure	1 0.585 0.583 0.501
1038	comedy romance drama dark thriller adventure horror action	1 0.952 0.897 0.895 0.889 0.821 0.702 0.657
1039	drama romance romantic adventure comedy	1 0.96 0.959 0.733 0.515
1040	romance romantic adventure comedy love love-story drama	1 0.978 0.902 0.696 0.559 0.559 0.545
1041	romance romantic love love-story adventure comedy drama	1 0.975 0.685 0.685 0.654 0.606 0.558
1042	action adventure war thriller	1 0.902 0.589 0.518
1043	comedy family adventure action	1 0.622 0.526 0.523
1044	drama comedy romance romantic adventure fiction love love-story	1 0.967 0.933 0.91 0.826 0.709 0.656 0.656
1045	romance romantic love love-story drama adventure	1 0.992 0.703 0.703 0.63 0.567
1046	horror comedy thriller dark drama crime romance murder	1 0.87 0.808 0.711 0.709 0.693 0.59 0.565
1047	romance romantic drama adventure comedy love love-story artistic	1 0.979 0.939 0.735 0.602 0.601 0.601 0.541
1048	romance romantic love love-story	1 0.968 0.726 0.726
1049	drama comedy romance romantic political family action fiction	1 0.839 0.669 0.658 0.539 0.537 0.528 0.509
1050	drama romance romantic comedy fantasy fiction history	1 0.948 0.901 0.624 0.593 0.541 0.502
1051	romance drama romantic comedy adventure action family love	1 0.998 0.982 0.972 0.827 0.739 0.639 0.6
1052	horror	1
1053	romance romantic comedy drama love love-story adventure family	1 0.973 0.805 0.699 0.666 0.666 0.609 0.565
1054	comedy romance romantic drama	1 0.804 0.793 0.61
1055	romance romantic comedy drama adventure love love-story	1 0.984 0.865 0.799 0.684 0.672 0.672
1056	horror adventure science-fiction dark drama thriller action fantasy	1 0.963 0.816 0.753 0.75 0.718 0.706 0.698
1057	drama romance romantic love love-story comedy adventure	1 0.997 0.99 0.827 0.827 0.803 0.791
1058	war historical	1 0.53
1059	comedy drama political family action	1 0.859 0.57 0.55 0.546
1060	adventure comedy fantasy family	1 0.711 0.71 0.525
1061	romance romantic adventure drama love love-story	1 0.971 0.744 0.694 0.507 0.507
1062	romance romantic drama adventure comedy love love-story	1 0.988 0.709 0.677 0.652 0.601 0.601
1063	romance children romantic adventure drama love love-story family	1 0.978 0.96 0.796 0.582 0.565 0.565 0.558
1064	action war adventure drama comedy	1 0.792 0.75 0.622 0.507
1065	drama dark adventure horror historical	1 0.998 0.907 0.7 0.614
1066	adventure action romance romantic comedy history family drama	1 0.718 0.612 0.605 0.592 0.58 0.557 0.553
1067	comedy adventure action drama animated	1 0.961 0.77 0.572 0.534
1068	drama adventure romance romantic fiction fantasy action history	1 0.906 0.783 0.761 0.723 0.718 0.577 0.568
1069	comedy romance drama dark horror crime thriller love	1 0.978 0.772 0.772 0.585 0.542 0.534 0.532
1070	romance romantic drama love love-story adventure heartwarming comedy	1 0.979 0.855 0.652 0.652 0.603 0.507 0.505
1071	comedy romance romantic funny	1 0.837 0.824 0.512
1072	romance romantic love love-story drama adventure comedy action	1 0.965 0.928 0.928 0.771 0.764 0.736 0.502
1073	horror thriller dark drama	1 0.615 0.604 0.603
1074	comedy romance romantic drama love love-story	1 0.818 0.8 0.745 0.546 0.546
1075	comedy drama romance romantic adventure	1 0.927 0.675 0.665 0.639
1076	adventure thriller comedy drama romance dark horror action	1 0.81 0.777 0.694 0.693 0.693 0.649 0.596
1077	comedy romance drama dark crime	1 0.983 0.647 0.646 0.506
1078	comedy family drama romance romantic adventure	1 0.812 0.773 0.734 0.721 0.543
1079	comedy drama romance romantic family adventure	1 0.79 0.722 0.709 0.553 0.504
1080	romance romantic drama adventure love love-story fantasy comedy	1 0.964 0.818 0.695 0.637 0.637 0.617 0.616
1081	comedy drama romance romantic adventure love love-story action	1 0.996 0.806 0.791 0.788 0.583 0.583 0.562
1082	romance romantic comedy drama love love-story fiction art	1 0.968 0.946 0.884 0.562 0.562 0.531 0.502
1083	horror comedy adventure drama dark action	1 0.721 0.652 0.605 0.604 0.541
1084	drama history historical fiction	1 0.852 0.642 0.589
1085	romance romantic adventure drama heartwarming children family love	1 0.948 0.764 0.67 0.661 0.605 0.585 0.583
1086	comedy family romance romantic children funny drama adventure	1 0.818 0.713 0.702 0.649 0.631 0.556 0.542
1087	adventure action thriller horror comedy drama dark	1 0.943 0.846 0.798 0.602 0.505 0.503
1088	comedy thriller drama dark action adventure crime romance	1 0.856 0.65 0.648 0.638 0.606 0.551 0.537
1089	adventure action	1 0.8
1090	horror thriller drama dark comedy adventure romance action	1 0.805 0.706 0.704 0.641 0.6 0.592 0.585
1091	adventure comedy fantasy action	1 0.735 0.669 0.535
1092	romance romantic drama love love-story comedy heartwarming adventure	1 0.983 0.949 0.928 0.928 0.815 0.803 0.72
1093	romance romantic comedy animated drama artistic art children	1 0.982 0.931 0.795 0.72 0.601 0.6 0.574
1094	romance romantic love love-story drama adventure comedy	1 0.984 0.807 0.807 0.615 0.599 0.526
1095	romance romantic comedy drama adventure	1 0.993 0.738 0.724 0.5
1096	drama adventure romance romantic action comedy history fiction	1 0.772 0.772 0.764 0.726 0.647 0.616 0.512
1097	drama romance romantic comedy fiction	1 0.797 0.783 0.621 0.533
1098	comedy romance romantic adventure drama love love-story	1 0.894 0.88 0.598 0.569 0.568 0.568
1099	adventure comedy drama romance action romantic family animated	1 0.984 0.9 0.844 0.827 0.823 0.775 0.771
1100	comedy drama romance romantic love love-story history adventure	1 0.899 0.871 0.843 0.73 0.73 0.657 0.653
1101	romance romantic relationship comedy drama love love-story	1 0.977 0.677 0.573 0.551 0.523 0.523
1102	comedy romance romantic drama adventure love love-story action	1 0.882 0.868 0.691 0.645 0.578 0.578 0.552
1103	romance romantic drama comedy adventure action love love-story	1 0.986 0.89 0.815 0.655 0.616 0.612 0.612
1104	romance romantic love love-story adventure comedy drama family	1 0.971 0.713 0.713 0.711 0.675 0.643 0.557
1105	horror thriller action dark drama adventure	1 0.792 0.751 0.726 0.726 0.534
1106	comedy drama romance adventure romantic family action animated	1 0.904 0.734 0.726 0.719 0.597 0.593 0.531
1107	adventure action drama comedy romance romantic war	1 0.966 0.701 0.628 0.618 0.59 0.507
1108	romance romantic comedy adventure drama love love-story	1 0.988 0.786 0.757 0.688 0.657 0.657
1109	romance horror drama dark thriller comedy	1 0.894 0.732 0.732 0.65 0.642
1110	action adventure war comedy drama dark horror romance	1 0.942 0.764 0.756 0.696 0.695 0.645 0.573
1111	romance romantic love love-story comedy adventure	1 0.973 0.77 0.77 0.687 0.558
1112	comedy drama romance romantic adventure action love love-story	1 0.887 0.823 0.805 0.778 0.651 0.562 0.562
1113	romance romantic drama comedy love love-story adventure	1 0.966 0.823 0.72 0.585 0.585 0.575
1114	romance romantic drama love love-story comedy adventure relationship	1 0.968 0.949 0.788 0.788 0.717 0.613 0.524
1115	romance romantic comedy love love-story	1 0.999 0.964 0.533 0.533
1116	adventure action	1 0.641
1117	drama comedy history romance romantic animation adventure action	1 0.726 0.708 0.7 0.69 0.647 0.62 0.569
1118	comedy drama romance romantic adventure family	1 0.873 0.772 0.741 0.6 0.574
1119	romance romantic comedy drama love love-story	1 0.971 0.646 0.629 0.61 0.61
1120	comedy drama romance romantic love love-story adventure	1 0.769 0.721 0.705 0.572 0.572 0.509
1121	romance romantic drama adventure fantasy comedy fiction love	1 0.959 0.884 0.756 0.749 0.709 0.583 0.516
1122	drama history comedy adventure historical	1 0.579 0.547 0.525 0.515
1123	romance romantic love love-story drama adventure	1 0.965 0.556 0.556 0.551 0.52
1124	romance love love-story drama dark	1 0.62 0.62 0.517 0.517
1125	romance drama dark comedy adventure historical love love-story	1 0.903 0.901 0.614 0.595 0.558 0.501 0.501
1126	adventure	1
1127	comedy drama political humor history	1 0.762 0.542 0.529 0.517
1128	romance romantic comedy drama love love-story adventure	1 0.967 0.794 0.737 0.669 0.669 0.54
1129	adventure action comedy romance family romantic drama	1 0.948 0.702 0.584 0.552 0.549 0.5
1130	romance romantic love love-story	1 0.976 0.592 0.592
1131	thriller horror action adventure drama dark comedy romance	1 0.694 0.602 0.553 0.549 0.547 0.521 0.516
1132	romance romantic adventure drama	1 0.984 0.749 0.569
1133	adventure horror romance action thriller comedy fantasy	1 0.912 0.794 0.605 0.598 0.543 0.504
1134	comedy adventure family romance drama romantic action	1 0.752 0.61 0.562 0.558 0.553 0.518
1135	romance romantic adventure comedy drama action family love	1 0.982 0.887 0.881 0.755 0.641 0.585 0.522
1136	drama romance romantic history fantasy fiction historical adventure	1 0.724 0.689 0.644 0.575 0.541 0.52 0.504
1137	romance romantic love love-story heartwarming drama	1 0.957 0.729 0.729 0.655 0.626
1138	comedy romance thriller drama dark adventure action crime	1 0.999 0.937 0.907 0.905 0.717 0.649 0.591
1139	thriller science-fiction action adventure cyberpunk comedy drama dark	1 0.776 0.776 0.766 0.686 0.685 0.653 0.653
1140	adventure romance romantic comedy drama family	1 0.871 0.853 0.663 0.662 0.579
1141	action war drama history adventure	1 0.958 0.859 0.643 0.564
1142	romance romantic drama adventure	1 0.991 0.673 0.543
1143	thriller adventure action war drama dark horror	1 0.833 0.783 0.695 0.623 0.62 0.587
1144	romance romantic drama adventure comedy heartwarming fiction	1 0.98 0.876 0.588 0.582 0.516 0.516
1145	comedy drama romance romantic adventure action love love-story	1 0.934 0.923 0.898 0.684 0.63 0.52 0.52
1146	romance romantic love love-story comedy	1 0.973 0.526 0.526 0.501
1147	family	1
1148	comedy romance romantic family drama adventure love love-story	1 0.832 0.808 0.8 0.615 0.546 0.506 0.506
1149	adventure comedy drama romance romantic family action history	1 0.831 0.813 0.808 0.792 0.719 0.534 0.502
1150	romance romantic comedy drama love love-story	1 0.992 0.945 0.848 0.594 0.594
1151	drama comedy action adventure romance romantic	1 0.957 0.779 0.775 0.594 0.574
1152	romance drama dark	1 0.515 0.514
1153	romance romantic drama comedy adventure action love love-story	1 0.991 0.857 0.843 0.768 0.656 0.655 0.655
1154	horror historical dark drama science-fiction romance fantasy space	1 0.946 0.936 0.936 0.923 0.637 0.632 0.601
1155	romance romantic love love-story drama adventure	1 0.956 0.627 0.627 0.536 0.529
1156	adventure drama romance romantic comedy action fantasy animated	1 0.939 0.891 0.875 0.858 0.787 0.733 0.712
1157	drama dark romance horror adventure thriller historical fantasy	1 0.999 0.878 0.833 0.782 0.718 0.644 0.586
1158	romance romantic love love-story drama adventure	1 0.953 0.632 0.632 0.63 0.523
1159	horror thriller	1 0.512
1160	romance romantic adventure drama love love-story action comedy	1 0.992 0.872 0.865 0.853 0.853 0.607 0.556
1161	comedy family adventure horror fantasy	1 0.782 0.739 0.642 0.554
1162	romance romantic adventure comedy action love love-story drama	1 0.976 0.843 0.843 0.699 0.669 0.669 0.602
1163	romance romantic love love-story drama adventure	1 0.963 0.661 0.661 0.561 0.502
1164	romance romantic love love-story adventure comedy drama	1 0.984 0.715 0.715 0.659 0.598 0.59
1165	comedy drama action adventure	1 0.812 0.635 0.618
1166	romance romantic love love-story drama adventure	1 0.975 0.797 0.797 0.646 0.512
1167	drama romance romantic comedy adventure	1 0.878 0.871 0.602 0.535
1168	adventure drama relationship romance romantic children fantasy history	1 0.97 0.951 0.828 0.808 0.801 0.796 0.616
1169	comedy romance romantic drama adventure action family animated	1 0.971 0.955 0.857 0.758 0.603 0.574 0.567
1170	comedy humor animated action	1 0.602 0.547 0.533
1171	romance romantic adventure drama comedy love love-story	1 0.989 0.882 0.603 0.545 0.526 0.526
1172	romance romantic drama comedy	1 0.966 0.949 0.532
1173	romance romantic love love-story heartwarming drama	1 0.977 0.761 0.761 0.541 0.503
1174	thriller crime comedy horror drama dark adventure action	1 0.948 0.945 0.812 0.723 0.72 0.711 0.664
1175	romance romantic adventure drama comedy love love-story history	1 0.972 0.93 0.887 0.876 0.756 0.756 0.627
1176	war historical romance drama dark thriller adventure crime	1 0.772 0.683 0.682 0.679 0.648 0.605 0.593
1177	comedy romance romantic drama adventure family action history	1 0.969 0.933 0.858 0.763 0.658 0.639 0.612
1178	action adventure war drama comedy history historical	1 0.902 0.801 0.79 0.695 0.573 0.503
1179	romance romantic drama family adventure comedy	1 0.989 0.955 0.741 0.679 0.679
1180	comedy romance drama dark love love-story thriller	1 0.974 0.613 0.612 0.598 0.598 0.502
1181	comedy drama dark horror crime romance thriller	1 0.977 0.977 0.774 0.712 0.608 0.586
1182	action drama comedy adventure political	1 0.906 0.807 0.751 0.579
1183	adventure action comedy	1 0.676 0.503
1184	romance romantic adventure comedy drama love love-story family	1 0.982 0.85 0.638 0.584 0.542 0.542 0.534
1185	war adventure action drama dark historical thriller	1 0.581 0.557 0.549 0.548 0.503 0.502
1186	drama romance romantic adventure fiction comedy fantasy love	1 0.995 0.951 0.883 0.863 0.806 0.749 0.678
1187	drama romance romantic comedy family fantasy fiction adventure	1 0.914 0.878 0.713 0.63 0.568 0.551 0.549
1188	action adventure comedy	1 0.994 0.662
1189	romance romantic drama comedy love love-story adventure history	1 0.984 0.839 0.791 0.732 0.732 0.65 0.577
1190	romance romantic love love-story comedy drama adventure	1 0.978 0.832 0.832 0.587 0.543 0.542
1191	drama love love-story romance romantic adventure comedy fiction	1 0.789 0.789 0.672 0.661 0.564 0.533 0.526
1192	romance romantic adventure drama comedy love love-story action	1 0.981 0.968 0.832 0.776 0.728 0.728 0.557
1193	romance romantic adventure drama comedy fantasy love love-story	1 0.967 0.861 0.741 0.72 0.691 0.631 0.631
1194	adventure drama action war romance romantic history historical	1 0.868 0.851 0.808 0.755 0.75 0.593 0.507
1195	romance romantic children drama fantasy comedy adventure heartwarming	1 0.968 0.96 0.922 0.792 0.765 0.706 0.687
1196	adventure romance romantic artistic art drama fantasy animation	1 0.939 0.932 0.845 0.844 0.799 0.776 0.755
1197	family comedy	1 0.547
1198	romance drama dark historical adventure horror war crime	1 0.912 0.91 0.737 0.736 0.693 0.611 0.608
1199	drama dark horror crime thriller adventure comedy romance	1 0.998 0.977 0.759 0.719 0.653 0.617 0.589
1200	drama history romance romantic comedy fantasy historical adventure	1 0.714 0.71 0.689 0.665 0.642 0.638 0.63
1201	drama romance romantic adventure love love-story artistic art	1 0.968 0.924 0.759 0.744 0.744 0.671 0.671
1202	comedy drama romance romantic adventure love love-story family	1 0.967 0.962 0.933 0.806 0.634 0.634 0.625
1203	comedy drama adventure romance romantic	1 0.679 0.611 0.538 0.536
1204	romance comedy drama dark	1 0.673 0.636 0.635
1205	action adventure drama comedy romance romantic	1 0.805 0.741 0.678 0.611 0.597
1206	comedy romance romantic drama family adventure love love-story	1 0.914 0.896 0.833 0.807 0.67 0.582 0.582
1207	romance adventure drama dark action comedy	1 0.653 0.589 0.587 0.561 0.527
1208	horror romance thriller comedy dark drama	1 0.696 0.671 0.604 0.522 0.521
1209	comedy animated drama adventure family	1 0.653 0.513 0.508 0.506
1210	adventure action drama dark thriller comedy	1 0.655 0.612 0.609 0.594 0.542
1211	romance romantic adventure drama comedy love love-story	1 0.973 0.817 0.675 0.593 0.557 0.557
1212	drama romance romantic adventure action comedy fiction history	1 0.907 0.892 0.722 0.681 0.658 0.541 0.506
1213	crime drama dark adventure thriller horror murder comedy	1 0.93 0.927 0.707 0.618 0.6 0.596 0.594
1214	romance romantic drama adventure fiction love love-story fantasy	1 0.981 0.666 0.556 0.55 0.508 0.508 0.503
1215	adventure action drama dark thriller	1 0.718 0.715 0.713 0.568
1216	romance romantic comedy love love-story adventure	1 0.959 0.702 0.653 0.653 0.508
1217	action thriller crime drama dark adventure horror comedy	1 0.944 0.683 0.648 0.646 0.641 0.539 0.505
1218	comedy drama romance romantic	1 0.798 0.697 0.69
1219	comedy animated funny family humor children animation	1 0.783 0.671 0.647 0.601 0.585 0.555
1220	drama romance romantic adventure fiction history comedy	1 0.985 0.967 0.787 0.687 0.628 0.59
1221	romance romantic love love-story	1 0.974 0.648 0.648
1222	horror thriller dark drama	1 0.884 0.576 0.574
1223	drama adventure comedy family romance romantic action	1 0.934 0.661 0.659 0.645 0.64 0.559
1224	adventure drama family comedy romance war action romantic	1 0.749 0.654 0.58 0.579 0.579 0.572 0.57
1225	comedy drama romance romantic adventure action family love	1 0.939 0.875 0.861 0.829 0.713 0.637 0.624
1226	romance romantic drama adventure comedy love love-story history	1 0.98 0.941 0.751 0.628 0.59 0.59 0.501
1227	adventure	1
1228	horror adventure action war thriller	1 0.899 0.834 0.656 0.605
1229	horror romance drama dark comedy thriller adventure murder	1 0.824 0.817 0.816 0.72 0.702 0.609 0.519
1230	comedy romance romantic children family adventure drama artistic	1 0.966 0.94 0.669 0.623 0.622 0.583 0.549
1231	horror thriller crime drama dark action murder adventure	1 0.933 0.849 0.724 0.724 0.699 0.527 0.52
1232	romance romantic love love-story comedy drama	1 0.992 0.827 0.827 0.806 0.698
1233	romance romantic comedy love love-story drama adventure family	1 0.931 0.72 0.645 0.645 0.629 0.621 0.588
1234	comedy drama political history romance romantic action historical	1 0.982 0.826 0.793 0.752 0.742 0.659 0.604
1235	comedy drama romance romantic	1 0.625 0.581 0.547
1236	romance romantic drama adventure love love-story	1 0.989 0.811 0.558 0.53 0.53
1237	comedy drama romance romantic adventure	1 0.749 0.686 0.673 0.521
1238	action adventure comedy drama	1 0.923 0.899 0.702
1239	thriller horror adventure action	1 0.924 0.689 0.646
1240	science-fiction horror cyberpunk ghosts action thriller	1 0.753 0.672 0.607 0.515 0.506
1241	romance adventure romantic drama comedy action family love	1 0.986 0.978 0.965 0.86 0.765 0.69 0.688
1242	romance romantic drama fantasy adventure fiction history love	1 0.959 0.911 0.84 0.794 0.65 0.553 0.541
1243	adventure horror thriller comedy action dark drama	1 0.983 0.82 0.783 0.654 0.544 0.544
1244	adventure thriller action drama dark romance horror historical	1 0.672 0.649 0.565 0.564 0.548 0.533 0.505
1245	comedy drama action adventure romance romantic family history	1 0.863 0.827 0.808 0.694 0.684 0.535 0.509
1246	drama adventure action comedy war romance romantic history	1 0.982 0.928 0.826 0.735 0.7 0.683 0.671
1247	romance comedy drama dark horror	1 0.93 0.841 0.84 0.505
1248	comedy thriller horror adventure action romance	1 0.774 0.721 0.662 0.66 0.527
1249	romance romantic love love-story comedy	1 0.993 0.648 0.648 0.52
1250	adventure thriller comedy romance drama dark action historical	1 0.837 0.735 0.724 0.585 0.582 0.572 0.539
1251	romance romantic love love-story comedy	1 0.975 0.625 0.625 0.534
1252	drama comedy romance romantic love love-story history fiction	1 0.958 0.85 0.84 0.583 0.583 0.574 0.569
1253	romance adventure comedy drama dark thriller action love	1 0.909 0.792 0.741 0.739 0.716 0.593 0.584
1254	comedy adventure romance romantic family action	1 0.868 0.688 0.678 0.532 0.52
1255	comedy drama romance romantic adventure love love-story	1 0.935 0.837 0.818 0.708 0.586 0.586
1256	romance romantic drama love love-story comedy adventure heartwarming	1 0.984 0.906 0.732 0.732 0.64 0.621 0.603
1257	romance romantic drama love love-story comedy adventure heartwarming	1 0.984 0.906 0.732 0.732 0.64 0.621 0.603
1258	comedy drama adventure romance romantic love love-story history	1 0.992 0.931 0.878 0.865 0.644 0.644 0.642
1259	comedy adventure romance romantic drama animated action love	1 0.852 0.735 0.716 0.696 0.543 0.524 0.514
1260	romance drama romantic adventure history action comedy love	1 0.992 0.978 0.882 0.761 0.734 0.662 0.565
1261	drama adventure action romance comedy romantic family history	1 0.965 0.76 0.76 0.758 0.754 0.647 0.524
1262	comedy romance romantic drama adventure family	1 0.818 0.803 0.707 0.655 0.528
1263	romance romantic drama adventure comedy action love love-story	1 0.971 0.893 0.835 0.754 0.624 0.588 0.588
1264	romance romantic drama comedy love love-story adventure action	1 0.993 0.864 0.855 0.645 0.645 0.636 0.539
1265	adventure romance romantic drama comedy history action fiction	1 0.851 0.832 0.75 0.684 0.62 0.565 0.519
1266	drama children fantasy romance romantic comedy adventure fiction	1 0.86 0.839 0.762 0.734 0.729 0.636 0.631
1267	action comedy drama adventure	1 0.879 0.662 0.659
1268	romance romantic love love-story adventure drama	1 0.975 0.684 0.684 0.668 0.543
1269	romance romantic love love-story	1 0.958 0.565 0.565
1270	comedy family romance romantic adventure children drama love	1 0.828 0.772 0.744 0.718 0.656 0.646 0.527
1271	adventure romance drama romantic action comedy history family	1 0.97 0.961 0.957 0.822 0.783 0.702 0.669
1272	romance romantic comedy drama	1 0.981 0.838 0.528
1273	romance drama dark horror thriller comedy	1 0.857 0.856 0.794 0.636 0.605
1274	action science-fiction horror adventure thriller	1 0.892 0.63 0.6 0.569
1275	action	1
1276	romance romantic drama adventure comedy	1 0.987 0.661 0.629 0.503
1277	thriller action horror adventure comedy drama dark crime	1 0.838 0.771 0.753 0.733 0.658 0.657 0.589
1278	romance romantic love love-story	1 0.979 0.734 0.734
1279	adventure action	1 0.556
1280	action drama comedy adventure family romance romantic political	1 0.934 0.914 0.785 0.634 0.567 0.548 0.522
1281	comedy family romance romantic drama adventure children animated	1 0.877 0.8 0.767 0.721 0.702 0.577 0.571
1282	romance romantic adventure drama love love-story comedy fantasy	1 0.993 0.924 0.661 0.627 0.627 0.607 0.531
1283	adventure romance romantic action comedy	1 0.799 0.789 0.627 0.613
1284	comedy romance romantic adventure drama family love love-story	1 0.925 0.905 0.82 0.792 0.617 0.596 0.596
1285	romance romantic adventure love love-story drama	1 0.957 0.7 0.569 0.569 0.541
1286	romance romantic comedy drama love love-story	1 0.97 0.897 0.84 0.639 0.639
1287	comedy drama adventure family romance romantic action children	1 0.941 0.787 0.734 0.713 0.698 0.665 0.646
1288	romance romantic comedy love love-story drama adventure	1 0.954 0.807 0.751 0.751 0.612 0.57
1289	romance romantic comedy love love-story family adventure drama	1 0.958 0.821 0.64 0.64 0.637 0.578 0.57
1290	romance romantic drama family comedy adventure	1 0.984 0.95 0.799 0.773 0.662
1291	adventure romance romantic drama	1 0.999 0.992 0.739
1292	romance romantic love love-story comedy adventure drama	1 0.967 0.785 0.785 0.687 0.638 0.575
1293	comedy adventure action family	1 0.745 0.525 0.517
1294	fiction drama romance romantic history art artistic adventure	1 0.983 0.713 0.695 0.635 0.533 0.533 0.509
1295	comedy action adventure drama romance romantic	1 0.694 0.658 0.633 0.517 0.508
1296	romance romantic adventure drama	1 0.974 0.664 0.619
1297	romance romantic love love-story	1 0.97 0.707 0.707
1298	adventure comedy drama action history romance family romantic	1 0.939 0.752 0.676 0.632 0.607 0.6 0.596
1299	romance romantic drama comedy love love-story adventure	1 0.985 0.849 0.712 0.62 0.62 0.613
1300	romance romantic love love-story comedy adventure	1 0.981 0.716 0.716 0.573 0.516
1301	adventure comedy drama romance romantic action animation family	1 0.918 0.905 0.873 0.848 0.764 0.59 0.553
1302	romance romantic love love-story drama adventure	1 0.984 0.684 0.684 0.602 0.548
1303	adventure action thriller comedy romance	1 0.882 0.811 0.764 0.521
1304	action crime police adventure thriller drama dark comedy	1 0.923 0.843 0.802 0.71 0.687 0.684 0.66
1305	comedy humor	1 0.811
1306	romance adventure romantic drama fantasy love love-story history	1 0.997 0.967 0.774 0.645 0.591 0.591 0.589
1307	romance romantic love love-story comedy drama	1 0.966 0.834 0.834 0.749 0.607
1308	comedy romance romantic love love-story drama adventure children	1 0.977 0.945 0.801 0.801 0.779 0.704 0.672
1309	romance romantic comedy drama adventure love love-story	1 0.977 0.804 0.749 0.564 0.534 0.534
1310	romance adventure romantic drama comedy history family fantasy	1 0.984 0.973 0.724 0.693 0.632 0.572 0.567
1311	romance romantic drama comedy adventure love love-story	1 0.989 0.763 0.747 0.629 0.529 0.529
1312	romance romantic love love-story adventure comedy drama	1 0.972 0.862 0.862 0.664 0.62 0.528
1313	adventure comedy drama dark romance horror action thriller	1 0.979 0.941 0.94 0.861 0.829 0.71 0.708
1314	thriller horror adventure action comedy	1 0.767 0.748 0.602 0.502
1315	drama romance romantic comedy history adventure fiction love	1 0.974 0.947 0.932 0.776 0.681 0.645 0.591
1316	adventure romance romantic comedy drama	1 0.97 0.954 0.607 0.573
1317	adventure romance romantic drama history action love love-story	1 0.892 0.885 0.657 0.64 0.566 0.555 0.555
1318	comedy romance romantic drama adventure love love-story animated	1 0.971 0.949 0.757 0.604 0.593 0.593 0.524
1319	drama romance romantic adventure love love-story fiction comedy	1 0.98 0.949 0.83 0.696 0.696 0.685 0.587
1320	drama romance romantic history love love-story adventure artistic	1 0.974 0.961 0.769 0.727 0.727 0.72 0.689
1321	action adventure drama comedy romance romantic war	1 0.958 0.892 0.741 0.731 0.728 0.616
1322	romance romantic drama comedy love love-story adventure artistic	1 0.951 0.849 0.696 0.689 0.689 0.591 0.542
1323	romance romantic comedy drama adventure love love-story family	1 0.951 0.731 0.685 0.624 0.57 0.57 0.551
1324	action thriller adventure horror comedy crime drama dark	1 0.911 0.812 0.749 0.69 0.634 0.524 0.52
1325	romance drama romantic adventure comedy love love-story history	1 0.987 0.981 0.845 0.758 0.653 0.653 0.623
1326	comedy drama romance adventure romantic action family love	1 0.89 0.817 0.804 0.799 0.763 0.72 0.519
1327	romance romantic adventure love love-story drama	1 0.985 0.737 0.613 0.613 0.584
1328	romance romantic love love-story drama adventure	1 0.978 0.66 0.66 0.567 0.542
1329	comedy drama romance adventure romantic action	1 0.959 0.629 0.62 0.617 0.57
1330	romance romantic comedy adventure love love-story	1 0.98 0.596 0.581 0.54 0.54
1331	drama history romance romantic historical comedy adventure love	1 0.985 0.825 0.819 0.731 0.685 0.562 0.558
1332	drama artistic art history romance romantic fiction comedy	1 0.673 0.672 0.659 0.638 0.633 0.591 0.548
1333	romance romantic drama adventure animated fantasy animation children	1 0.972 0.793 0.678 0.66 0.641 0.609 0.586
1334	romance romantic love love-story adventure	1 0.974 0.715 0.715 0.501
1335	adventure drama action history romance romantic comedy war	1 0.943 0.753 0.678 0.654 0.647 0.518 0.508
1336	action comedy adventure drama	1 0.719 0.669 0.506
1337	comedy drama romance romantic adventure action love love-story	1 0.832 0.815 0.801 0.797 0.615 0.599 0.599
1338	drama romance romantic comedy adventure love love-story action	1 0.9 0.891 0.839 0.678 0.628 0.628 0.605
1339	drama romance romantic comedy adventure history love love-story	1 0.918 0.899 0.891 0.871 0.777 0.737 0.737
1340	romance romantic adventure drama love love-story comedy action	1 0.985 0.924 0.788 0.731 0.731 0.708 0.539
1341	romance comedy romantic drama adventure love love-story family	1 0.989 0.976 0.913 0.879 0.724 0.724 0.724
1342	romance romantic drama adventure fiction fantasy history love	1 0.962 0.9 0.759 0.731 0.62 0.594 0.532
1343	comedy romance romantic adventure drama action love love-story	1 0.935 0.918 0.891 0.728 0.703 0.692 0.692
1344	drama romance history romantic adventure historical fantasy fiction	1 0.966 0.949 0.933 0.799 0.722 0.695 0.629
1345	romance romantic drama adventure fantasy history fiction love	1 0.973 0.798 0.773 0.649 0.577 0.544 0.528
1346	adventure comedy action romance drama romantic family	1 0.713 0.698 0.588 0.587 0.579 0.528
1347	romance romantic fantasy drama adventure fiction history love	1 0.993 0.875 0.838 0.713 0.641 0.537 0.517
1348	romance romantic comedy family drama adventure	1 0.984 0.875 0.64 0.61 0.589
1349	romance romantic drama adventure comedy love love-story animation	1 0.972 0.761 0.706 0.677 0.644 0.644 0.557
1350	romance drama romantic adventure comedy fantasy fiction animation	1 0.999 0.971 0.96 0.898 0.895 0.765 0.756
1351	romance romantic love love-story adventure relationship	1 0.963 0.768 0.768 0.656 0.546
1352	fantasy drama romance romantic fiction adventure	1 0.893 0.696 0.678 0.673 0.509
1353	comedy action drama adventure family romance romantic history	1 0.727 0.707 0.623 0.58 0.552 0.541 0.533
1354	romance romantic adventure drama love love-story comedy fantasy	1 0.988 0.878 0.637 0.613 0.613 0.541 0.526
1355	drama adventure action romance romantic fiction fantasy comedy	1 0.851 0.75 0.699 0.682 0.664 0.652 0.639
1356	comedy romance adventure romantic action family drama	1 0.735 0.729 0.727 0.668 0.647 0.625
1357	romance comedy drama dark thriller adventure horror love	1 0.897 0.716 0.715 0.674 0.653 0.529 0.51
1358	thriller horror drama dark romance comedy crime science-fiction	1 0.858 0.845 0.84 0.702 0.667 0.656 0.538
1359	romance romantic adventure comedy love love-story drama	1 0.985 0.815 0.745 0.599 0.599 0.589
1360	drama romance romantic comedy love love-story history	1 0.974 0.957 0.804 0.511 0.511 0.503
1361	comedy adventure romance romantic drama action family love	1 0.992 0.816 0.786 0.779 0.703 0.669 0.643
1362	comedy adventure romance drama dark	1 0.845 0.733 0.666 0.665
1363	adventure romance romantic drama love love-story action comedy	1 0.901 0.882 0.681 0.637 0.637 0.541 0.508
1364	action adventure comedy	1 0.901 0.575
1365	comedy adventure crime action drama dark thriller	1 0.652 0.622 0.585 0.582 0.58 0.512
1366	artistic art animation animated adventure fantasy children drama	1 0.999 0.804 0.664 0.653 0.538 0.534 0.514
1367	drama romance romantic adventure history	1 0.721 0.719 0.593 0.517
1368	romance romantic love love-story drama comedy adventure history	1 0.978 0.841 0.841 0.803 0.678 0.644 0.553
1369	drama romance romantic history relationship adventure historical fiction	1 0.762 0.752 0.728 0.686 0.635 0.621 0.618
1370	romance drama dark comedy adventure	1 0.731 0.731 0.71 0.575
1371	adventure thriller science-fiction action drama dark horror comedy	1 0.886 0.865 0.817 0.708 0.708 0.699 0.528
1372	thriller horror drama dark romance comedy adventure crime	1 0.916 0.885 0.885 0.884 0.824 0.809 0.627
1373	comedy drama romance romantic family children adventure animated	1 0.891 0.875 0.865 0.714 0.644 0.637 0.552
1374	romance romantic love love-story	1 0.97 0.721 0.721
1375	drama comedy adventure romance romantic family love love-story	1 0.883 0.857 0.853 0.836 0.643 0.549 0.549
1376	comedy romance romantic drama love love-story adventure family	1 0.984 0.946 0.633 0.617 0.617 0.593 0.537
1377	romance romantic love love-story comedy	1 0.968 0.708 0.708 0.51
1378	romance romantic drama comedy love love-story adventure fiction	1 0.987 0.819 0.801 0.665 0.665 0.658 0.582
1379	romance romantic love love-story adventure drama comedy	1 0.981 0.867 0.867 0.68 0.676 0.538
1380	romance romantic drama adventure comedy love love-story action	1 0.986 0.792 0.777 0.596 0.561 0.561 0.502
1381	adventure comedy romance romantic action drama love love-story	1 0.932 0.912 0.896 0.813 0.777 0.678 0.678
1382	romance romantic drama love love-story adventure heartwarming	1 0.969 0.736 0.679 0.679 0.53 0.525
1383	adventure family fantasy	1 0.527 0.524
1384	comedy romance romantic drama adventure action	1 0.76 0.75 0.656 0.587 0.567
1385	romance drama romantic love love-story heartwarming adventure fiction	1 0.99 0.984 0.894 0.894 0.753 0.739 0.65
1386	action adventure	1 0.766
1387	romance romantic drama adventure comedy love love-story	1 0.985 0.815 0.653 0.65 0.622 0.622
1388	drama romance romantic comedy love love-story adventure action	1 0.961 0.894 0.893 0.774 0.774 0.68 0.625
1389	adventure romance drama romantic comedy action fantasy family	1 0.936 0.919 0.917 0.851 0.793 0.699 0.63
1390	romance romantic drama comedy adventure love love-story heartwarming	1 0.967 0.664 0.597 0.581 0.538 0.538 0.502
1391	romance romantic drama love love-story adventure history comedy	1 0.997 0.97 0.829 0.829 0.78 0.564 0.548
1392	adventure comedy drama action romance romantic love love-story	1 0.971 0.835 0.763 0.762 0.752 0.589 0.589
1393	adventure comedy romance horror drama dark action thriller	1 0.969 0.909 0.765 0.747 0.746 0.652 0.589
1394	romance romantic adventure love love-story drama comedy	1 0.98 0.826 0.676 0.676 0.582 0.533
1395	adventure romance romantic drama action comedy love love-story	1 0.988 0.969 0.965 0.859 0.832 0.624 0.624
1396	drama romance romantic history comedy political historical love	1 0.817 0.796 0.715 0.695 0.679 0.608 0.544
1397	drama romance romantic fiction history historical fantasy adventure	1 0.89 0.88 0.672 0.622 0.564 0.558 0.522
1398	romance romantic drama love love-story adventure	1 0.971 0.743 0.649 0.649 0.598
1399	drama dark comedy romance thriller horror adventure crime	1 1 0.819 0.814 0.802 0.725 0.688 0.525
1400	romance romantic comedy love love-story drama	1 0.959 0.727 0.637 0.637 0.569
1401	romance romantic love love-story adventure drama	1 0.952 0.669 0.669 0.585 0.561
1402	comedy romance romantic drama adventure love love-story family	1 0.826 0.814 0.649 0.546 0.508 0.508 0.503
1403	romance romantic love love-story drama fiction heartwarming	1 0.948 0.726 0.726 0.569 0.568 0.513
1404	comedy romance romantic adventure drama family	1 0.866 0.846 0.686 0.603 0.511
1405	comedy drama adventure romance romantic family action	1 0.769 0.762 0.753 0.739 0.688 0.526
1406	romance romantic drama adventure comedy love love-story	1 0.979 0.746 0.655 0.571 0.551 0.551
1407	adventure action thriller drama dark crime war comedy	1 0.864 0.768 0.69 0.687 0.593 0.572 0.519
1408	drama comedy adventure romance romantic action family love	1 0.986 0.735 0.724 0.712 0.652 0.594 0.511
1409	romance romantic drama fantasy	1 0.964 0.517 0.504
1410	drama romance romantic love love-story adventure comedy history	1 0.839 0.822 0.649 0.649 0.625 0.608 0.569
1411	comedy adventure romance drama dark fantasy horror family	1 0.943 0.798 0.751 0.751 0.708 0.541 0.506
1412	adventure drama romance romantic history fantasy children animation	1 0.93 0.787 0.779 0.738 0.727 0.674 0.648
1413	action adventure	1 0.611
1414	horror crime thriller action murder drama dark	1 0.747 0.719 0.625 0.607 0.583 0.582
1415	adventure action comedy family	1 0.869 0.74 0.502
1416	thriller comedy drama dark crime adventure horror action	1 0.809 0.763 0.76 0.698 0.697 0.692 0.621
1417	romance romantic comedy drama adventure love love-story action	1 0.979 0.751 0.739 0.734 0.62 0.62 0.54
1418	romance romantic comedy drama adventure family love love-story	1 0.971 0.886 0.685 0.646 0.638 0.63 0.63
1419	adventure action horror thriller	1 0.78 0.633 0.518
1420	adventure comedy romance romantic drama fantasy family animation	1 0.804 0.732 0.723 0.704 0.578 0.563 0.522
1421	romance romantic comedy drama love love-story adventure fiction	1 0.96 0.891 0.77 0.725 0.725 0.622 0.555
1422	drama dark thriller romance comedy horror adventure action	1 0.996 0.994 0.952 0.9 0.886 0.851 0.666
1423	thriller horror drama dark action adventure	1 0.908 0.876 0.875 0.658 0.592
1424	romance romantic love love-story comedy	1 0.972 0.664 0.664 0.627
1425	comedy romance romantic love love-story drama action	1 0.814 0.806 0.584 0.584 0.559 0.51
1426	romance romantic love love-story drama heartwarming adventure	1 0.974 0.703 0.703 0.578 0.565 0.547
1427	comedy drama	1 0.595
1428	drama romance romantic comedy adventure family fiction	1 0.97 0.951 0.816 0.752 0.604 0.568
1429	romance romantic comedy drama love love-story adventure	1 0.972 0.817 0.66 0.569 0.569 0.517
1430	comedy romance romantic drama adventure	1 0.675 0.669 0.664 0.564
1431	comedy thriller drama dark crime romance murder mystery	1 0.856 0.829 0.828 0.736 0.712 0.574 0.57
1432	action adventure drama comedy romance romantic war love	1 0.971 0.85 0.727 0.727 0.712 0.555 0.514
1433	drama dark thriller adventure comedy romance action historical	1 0.998 0.942 0.869 0.795 0.602 0.582 0.534
1434	comedy adventure action romance romantic drama family	1 0.931 0.878 0.747 0.735 0.652 0.533
1435	comedy adventure action romance romantic drama family	1 0.768 0.666 0.649 0.64 0.573 0.553
1436	comedy drama romance romantic adventure action family	1 0.903 0.835 0.826 0.619 0.536 0.532
1437	comedy family romance romantic funny drama	1 0.671 0.575 0.57 0.549 0.545
1438	adventure action romance romantic drama	1 0.782 0.696 0.679 0.588
1439	romance romantic comedy love love-story drama adventure	1 0.991 0.813 0.796 0.796 0.723 0.709
1440	adventure romance romantic action drama comedy	1 0.819 0.809 0.718 0.627 0.562
1441	romance romantic drama love love-story adventure	1 0.984 0.66 0.635 0.635 0.528
1442	romance romantic drama love love-story	1 0.991 0.774 0.57 0.57
1443	comedy drama action romance romantic adventure	1 0.767 0.76 0.681 0.671 0.595
1444	comedy animated adventure romance	1 0.558 0.541 0.505
1445	children romance romantic adventure love love-story animated comedy	1 0.791 0.758 0.72 0.681 0.681 0.66 0.627
1446	romance romantic love love-story	1 0.984 0.766 0.766
1447	drama romance romantic adventure history comedy action historical	1 0.866 0.855 0.823 0.808 0.673 0.65 0.595
1448	romance romantic comedy love love-story adventure drama	1 0.981 0.605 0.586 0.586 0.563 0.502
1449	adventure romance romantic drama history fiction	1 0.743 0.725 0.656 0.604 0.502
1450	romance drama dark	1 0.615 0.613
1451	war historical adventure drama dark comedy horror	1 0.842 0.58 0.564 0.558 0.555 0.522
1452	comedy romance drama romantic	1 0.818 0.799 0.79
1453	romance romantic drama love love-story heartwarming fantasy fiction	1 0.955 0.822 0.759 0.759 0.676 0.618 0.556
1454	drama dark horror crime romance comedy thriller adventure	1 0.999 0.777 0.74 0.713 0.705 0.634 0.572
1455	adventure war historical drama dark action comedy	1 0.773 0.709 0.626 0.622 0.601 0.586
1456	comedy drama adventure action romance romantic history fantasy	1 0.952 0.889 0.814 0.754 0.743 0.726 0.618
1457	romance romantic love love-story	1 0.976 0.731 0.731
1458	romance romantic adventure comedy drama love love-story	1 0.975 0.634 0.609 0.584 0.548 0.548
1459	romance romantic drama love love-story	1 0.993 0.611 0.585 0.585
1460	romance romantic comedy adventure family drama	1 0.975 0.863 0.574 0.511 0.508
1461	comedy animated children drama family animation adventure romance	1 0.722 0.696 0.674 0.612 0.585 0.528 0.526
1462	adventure drama comedy action romance romantic	1 0.791 0.758 0.662 0.529 0.516
1463	comedy romance romantic drama adventure family love love-story	1 0.944 0.922 0.859 0.788 0.684 0.614 0.614
1464	romance romantic drama adventure love love-story history comedy	1 0.965 0.816 0.776 0.721 0.721 0.555 0.554
1465	romance romantic adventure love love-story	1 0.983 0.629 0.5 0.5
1466	romance romantic drama adventure history love love-story artistic	1 0.973 0.874 0.723 0.668 0.664 0.664 0.584
1467	drama adventure history romance romantic war historical action	1 0.825 0.747 0.74 0.728 0.67 0.666 0.622
1468	romance drama romantic comedy adventure love love-story heartwarming	1 0.995 0.989 0.775 0.676 0.669 0.669 0.544
1469	adventure comedy	1 0.719
1470	comedy animated family adventure animation	1 0.783 0.755 0.591 0.535
1471	romance comedy drama dark adventure horror thriller action	1 0.887 0.792 0.79 0.748 0.715 0.697 0.519
1472	horror dark drama	1 0.572 0.572
1473	children romance romantic adventure fantasy fairy-tale fiction drama	1 0.909 0.863 0.752 0.701 0.658 0.636 0.576
1474	romance romantic love love-story comedy adventure	1 0.962 0.71 0.71 0.522 0.515
1475	romance romantic adventure love love-story drama comedy	1 0.969 0.939 0.664 0.664 0.543 0.543
1476	drama comedy history war historical action adventure	1 0.936 0.884 0.771 0.763 0.745 0.605
1477	thriller horror action war adventure dark drama	1 0.925 0.888 0.818 0.693 0.587 0.587
1478	thriller crime historical drama dark horror comedy police	1 0.916 0.892 0.847 0.842 0.774 0.599 0.589
1479	comedy adventure action romance romantic drama love love-story	1 0.828 0.82 0.766 0.755 0.714 0.557 0.557
1480	adventure comedy romance	1 0.792 0.724
1481	drama adventure action war fiction history romance comedy	1 0.968 0.944 0.767 0.755 0.682 0.674 0.669
1482	romance romantic relationship adventure drama fantasy love love-story	1 0.97 0.697 0.682 0.673 0.527 0.503 0.503
1483	adventure historical drama dark action comedy war horror	1 0.867 0.724 0.722 0.667 0.646 0.624 0.531
1484	comedy adventure horror action drama dark crime thriller	1 0.77 0.673 0.669 0.648 0.647 0.586 0.576
1485	adventure war historical action thriller	1 0.689 0.674 0.662 0.561
1486	romance romantic comedy adventure love love-story drama	1 0.975 0.868 0.657 0.586 0.586 0.556
1487	romance romantic love love-story drama comedy	1 0.978 0.806 0.806 0.58 0.505
1488	drama romance adventure fantasy romantic fiction action comedy	1 0.762 0.744 0.741 0.74 0.639 0.608 0.599
1489	comedy adventure action drama romance romantic	1 0.92 0.909 0.736 0.702 0.69
1490	drama romance romantic comedy adventure love love-story history	1 0.979 0.967 0.82 0.808 0.72 0.72 0.64
1491	action adventure thriller horror	1 0.752 0.657 0.537
1492	romance romantic adventure	1 0.969 0.508
1493	romance romantic love love-story drama	1 0.977 0.616 0.616 0.509
1494	fantasy drama adventure comedy romance romantic fiction action	1 0.949 0.88 0.858 0.811 0.792 0.643 0.606
1495	romance comedy romantic love love-story	1 0.982 0.981 0.547 0.547
1496	comedy adventure family romance	1 0.631 0.619 0.501
1497	comedy drama humor animated	1 0.676 0.561 0.51
1498	comedy adventure family drama romance romantic action	1 0.894 0.744 0.652 0.651 0.644 0.642
1499	comedy drama adventure romance romantic action history love	1 0.946 0.944 0.892 0.876 0.599 0.577 0.566
1500	comedy romance romantic animated family drama adventure children	1 0.682 0.662 0.661 0.658 0.633 0.621 0.547
1501	adventure thriller war action horror drama dark historical	1 0.659 0.658 0.652 0.569 0.532 0.531 0.507
1502	romance romantic comedy love love-story drama	1 0.976 0.777 0.637 0.637 0.573
1503	romance adventure comedy drama dark thriller	1 0.852 0.752 0.719 0.718 0.598
1504	adventure drama comedy romance romantic action family animation	1 0.915 0.905 0.859 0.841 0.793 0.577 0.501
1505	drama adventure fiction action comedy military history	1 0.716 0.604 0.599 0.559 0.557 0.507
1506	romance comedy romantic love love-story drama family adventure	1 0.969 0.966 0.68 0.68 0.626 0.507 0.501
1507	romance romantic drama comedy adventure love love-story history	1 0.988 0.975 0.765 0.725 0.71 0.71 0.524
1508	comedy romance family dark drama adventure horror	1 0.681 0.614 0.58 0.579 0.555 0.514
1509	comedy family adventure romance drama romantic	1 0.656 0.564 0.542 0.541 0.536
1510	comedy adventure action drama romance romantic	1 0.875 0.858 0.839 0.636 0.624
1511	drama history romance romantic adventure historical family comedy	1 0.887 0.736 0.731 0.676 0.658 0.643 0.523
1512	fantasy adventure fiction drama romance romantic	1 0.622 0.599 0.577 0.509 0.502
1513	comedy drama adventure action romance romantic animated	1 0.681 0.643 0.636 0.632 0.625 0.522
1514	romance romantic adventure fantasy love love-story comedy animation	1 0.951 0.83 0.709 0.704 0.704 0.675 0.632
1515	adventure action	1 0.518
1516	romance romantic comedy love love-story adventure drama	1 0.969 0.685 0.63 0.63 0.554 0.521
1517	adventure action comedy romance romantic drama	1 0.791 0.64 0.598 0.587 0.526
1518	romance romantic love love-story comedy drama adventure history	1 0.984 0.974 0.974 0.954 0.889 0.823 0.711
1519	comedy adventure romance romantic drama action family	1 0.959 0.882 0.871 0.819 0.755 0.681
1520	horror thriller	1 0.509
1521	romance romantic comedy drama love love-story adventure family	1 0.976 0.966 0.723 0.652 0.652 0.618 0.521
1522	drama dark thriller crime murder mystery military horror	1 0.998 0.919 0.709 0.622 0.603 0.603 0.574
1523	adventure drama dark romance action crime war historical	1 0.854 0.851 0.784 0.551 0.546 0.521 0.509
1524	romance romantic drama adventure history fantasy comedy historical	1 0.983 0.947 0.943 0.87 0.799 0.75 0.731
1525	romance romantic love love-story adventure	1 0.966 0.69 0.69 0.551
1526	horror adventure thriller crime drama dark action murder	1 0.977 0.962 0.942 0.842 0.839 0.706 0.64
1527	romance romantic comedy drama love love-story adventure action	1 0.988 0.862 0.829 0.729 0.729 0.638 0.502
1528	comedy romance drama romantic adventure action love love-story	1 0.958 0.956 0.943 0.752 0.672 0.599 0.599
1529	horror adventure thriller action dark drama crime comedy	1 0.845 0.839 0.724 0.723 0.722 0.572 0.562
1530	romance romantic comedy drama love love-story	1 0.979 0.693 0.586 0.517 0.517
1531	adventure	1
1532	romance romantic comedy adventure drama family	1 0.986 0.726 0.698 0.672 0.565
1533	drama romance romantic comedy heartwarming love love-story adventure	1 0.978 0.954 0.817 0.744 0.692 0.692 0.653
1534	romance romantic comedy drama adventure family love love-story	1 0.958 0.925 0.807 0.777 0.722 0.508 0.508
1535	drama romance romantic adventure comedy fiction fantasy love	1 0.827 0.813 0.805 0.654 0.645 0.609 0.597
1536	romance drama romantic adventure comedy history action fantasy	1 0.971 0.952 0.859 0.771 0.741 0.703 0.685
1537	drama romance romantic adventure comedy love love-story fantasy	1 0.971 0.959 0.74 0.733 0.632 0.632 0.596
1538	romance romantic love love-story drama adventure	1 0.986 0.714 0.714 0.518 0.515
1539	romance romantic drama comedy love love-story adventure	1 0.979 0.863 0.672 0.598 0.598 0.573
1540	adventure family	1 0.537
1541	drama adventure romance romantic history family fantasy comedy	1 0.992 0.979 0.947 0.912 0.762 0.737 0.692
1542	romance romantic drama	1 0.994 0.878
1543	comedy drama romance romantic adventure action love love-story	1 0.928 0.741 0.731 0.7 0.685 0.544 0.544
1544	romance romantic comedy drama love love-story relationship family	1 0.964 0.958 0.682 0.658 0.658 0.617 0.582
1545	romance romantic comedy adventure love love-story drama	1 0.964 0.797 0.637 0.635 0.635 0.59
1546	drama romance romantic fantasy fiction adventure heartwarming animation	1 0.989 0.948 0.937 0.779 0.694 0.572 0.547
1547	romance romantic comedy drama adventure action love love-story	1 0.985 0.952 0.867 0.696 0.541 0.52 0.52
1548	romance adventure thriller drama dark horror comedy	1 0.758 0.702 0.688 0.687 0.652 0.591
1549	romance comedy adventure drama dark thriller horror action	1 0.92 0.858 0.727 0.726 0.667 0.621 0.574
1550	romance romantic drama love love-story adventure comedy	1 0.981 0.743 0.743 0.743 0.71 0.602
1551	action adventure drama romance romantic comedy war love	1 0.98 0.944 0.912 0.892 0.8 0.563 0.539
1552	horror thriller crime action dark drama	1 0.92 0.626 0.587 0.573 0.573
1553	romance dark drama horror adventure comedy thriller crime	1 0.97 0.97 0.938 0.844 0.803 0.772 0.552
1554	adventure romance romantic drama comedy action family history	1 0.967 0.955 0.828 0.809 0.801 0.691 0.557
1555	comedy adventure family fantasy	1 0.967 0.669 0.539
1556	thriller war adventure action horror drama dark crime	1 0.828 0.81 0.803 0.725 0.673 0.671 0.575
1557	comedy action adventure drama romance romantic war history	1 0.931 0.841 0.758 0.705 0.686 0.643 0.635
1558	drama romance comedy romantic adventure history fantasy family	1 0.894 0.875 0.868 0.798 0.757 0.742 0.661
1559	action thriller horror adventure war dark drama comedy	1 0.894 0.836 0.768 0.664 0.661 0.66 0.635
1560	drama action history comedy political adventure historical war	1 0.884 0.848 0.835 0.794 0.79 0.709 0.64
1561	drama adventure history action historical fiction romance comedy	1 0.857 0.833 0.668 0.649 0.641 0.635 0.625
1562	adventure history drama war historical action romance romantic	1 0.972 0.926 0.804 0.787 0.777 0.706 0.666
1563	romance romantic drama love love-story adventure	1 0.987 0.834 0.768 0.768 0.623
1564	romance romantic adventure	1 0.997 0.541
1565	romance romantic adventure drama comedy love love-story action	1 0.974 0.846 0.828 0.69 0.614 0.614 0.598
1566	adventure comedy action history drama historical family	1 0.72 0.713 0.695 0.657 0.619 0.581
1567	romance romantic comedy adventure drama love love-story family	1 0.982 0.961 0.754 0.739 0.65 0.65 0.6
1568	romance romantic love love-story adventure	1 0.966 0.649 0.649 0.584
1569	romance romantic love love-story heartwarming drama	1 0.975 0.698 0.698 0.62 0.548
1570	romance romantic adventure drama comedy love love-story fantasy	1 0.99 0.903 0.869 0.783 0.631 0.631 0.596
1571	adventure comedy romance fantasy romantic drama action animation	1 0.729 0.67 0.668 0.662 0.635 0.594 0.581
1572	romance romantic adventure fantasy drama love love-story fiction	1 0.973 0.94 0.912 0.803 0.67 0.67 0.651
1573	horror	1
1574	adventure historical war action thriller drama dark fantasy	1 0.925 0.903 0.815 0.651 0.583 0.582 0.528
1575	comedy drama romance romantic love love-story adventure	1 0.841 0.8 0.781 0.777 0.777 0.686
1576	fantasy fairy-tale fiction family funny romance romantic animation	1 0.907 0.874 0.82 0.818 0.583 0.569 0.512
1577	romance romantic drama fiction fantasy adventure history love	1 0.987 0.924 0.617 0.586 0.533 0.51 0.507
1578	fiction history drama fantasy artistic art romance romantic	1 0.984 0.933 0.91 0.906 0.905 0.86 0.832
1579	horror drama dark crime thriller adventure historical romance	1 0.993 0.99 0.934 0.888 0.791 0.648 0.628
1580	romance romantic drama love love-story fantasy fiction	1 0.97 0.76 0.705 0.705 0.557 0.538
1581	romance romantic drama love love-story comedy	1 0.966 0.839 0.643 0.643 0.595
1582	action drama comedy war adventure history historical	1 0.805 0.766 0.741 0.681 0.6 0.554
1583	romance romantic adventure comedy love love-story drama	1 0.966 0.692 0.657 0.645 0.645 0.567
1584	romance romantic drama fantasy adventure artistic art fiction	1 0.999 0.89 0.634 0.556 0.539 0.538 0.502
1585	drama romance romantic adventure	1 0.834 0.827 0.527
1586	romance comedy drama dark adventure horror action crime	1 0.898 0.884 0.881 0.849 0.84 0.804 0.738
1587	horror thriller drama dark	1 0.585 0.522 0.522
1588	comedy romance romantic family adventure love love-story	1 0.752 0.727 0.672 0.58 0.502 0.502
1589	drama comedy fantasy fiction romance romantic history adventure	1 0.636 0.599 0.585 0.575 0.567 0.519 0.51
1590	romance romantic love love-story comedy drama adventure	1 0.983 0.851 0.851 0.819 0.676 0.589
1591	romance fantasy romantic history adventure drama action fiction	1 0.98 0.939 0.859 0.814 0.807 0.73 0.707
1592	romance romantic adventure love love-story fantasy drama	1 0.952 0.618 0.585 0.585 0.541 0.535
1593	drama romance romantic adventure comedy history love love-story	1 0.85 0.838 0.762 0.748 0.633 0.631 0.631
1594	adventure action	1 0.587
1595	comedy romance adventure drama thriller	1 0.718 0.575 0.502 0.501
1596	horror space adventure action science-fiction thriller war dark	1 0.853 0.849 0.844 0.741 0.654 0.637 0.63
1597	comedy horror adventure action	1 0.757 0.678 0.619
1598	adventure drama dark historical comedy thriller action	1 0.876 0.875 0.61 0.578 0.541 0.528
1599	drama romance romantic history comedy political historical	1 0.869 0.854 0.747 0.647 0.642 0.542
1600	adventure romance romantic action drama comedy history	1 0.74 0.727 0.687 0.658 0.639 0.601
1601	horror thriller action crime comedy dark drama adventure	1 0.975 0.894 0.847 0.745 0.737 0.735 0.583
1602	romance romantic love love-story adventure drama comedy	1 0.981 0.888 0.888 0.768 0.65 0.568
1603	romance romantic drama love love-story comedy adventure	1 0.969 0.883 0.753 0.753 0.751 0.519
1604	horror romance drama dark ghosts	1 0.923 0.894 0.894 0.527
1605	romance romantic love love-story adventure	1 0.978 0.799 0.799 0.545
1606	romance romantic comedy drama action adventure love love-story	1 0.984 0.974 0.929 0.788 0.741 0.695 0.695
1607	adventure romance romantic drama action comedy love love-story	1 0.988 0.969 0.965 0.859 0.832 0.624 0.624
1608	comedy adventure romance drama dark	1 0.71 0.644 0.57 0.568
1609	comedy romance romantic drama adventure action love love-story	1 0.981 0.96 0.892 0.804 0.765 0.703 0.703
1610	drama dark thriller crime comedy romance adventure horror	1 0.998 0.987 0.932 0.798 0.695 0.669 0.63
1611	romance romantic love love-story	1 0.977 0.531 0.531
1612	romance drama romantic action adventure comedy love love-story	1 0.997 0.992 0.951 0.874 0.796 0.573 0.573
1613	action adventure thriller	1 0.697 0.552
1614	romance romantic drama comedy love love-story adventure	1 0.974 0.608 0.582 0.543 0.543 0.515
1615	adventure war drama dark historical action romance thriller	1 0.81 0.71 0.709 0.701 0.692 0.69 0.634
1616	adventure romance romantic action drama comedy	1 0.777 0.761 0.605 0.594 0.557
1617	romance romantic adventure drama comedy love love-story history	1 0.972 0.93 0.887 0.876 0.756 0.756 0.627
1618	adventure thriller drama dark comedy romance historical action	1 0.9 0.771 0.769 0.742 0.706 0.589 0.586
1619	romance romantic drama love love-story	1 0.989 0.592 0.555 0.555
1620	drama comedy action romance romantic adventure history love	1 0.922 0.883 0.834 0.829 0.802 0.569 0.547
1621	romance comedy	1 0.626
1622	romance romantic adventure history drama historical comedy love	1 0.967 0.758 0.715 0.71 0.553 0.547 0.538
1623	drama romance romantic love love-story history art artistic	1 0.901 0.879 0.671 0.671 0.647 0.604 0.604
1624	horror romance thriller dark drama comedy adventure murder	1 0.974 0.972 0.766 0.766 0.695 0.661 0.547
1625	thriller horror action war adventure dark drama	1 0.925 0.888 0.818 0.693 0.587 0.587
1626	romance romantic love love-story drama comedy adventure heartwarming	1 0.96 0.94 0.94 0.713 0.625 0.584 0.525
1627	romance romantic love love-story comedy	1 0.97 0.602 0.602 0.552
1628	adventure drama romance romantic action comedy history political	1 0.982 0.946 0.935 0.903 0.891 0.882 0.675
1629	romance romantic adventure love love-story comedy drama action	1 0.977 0.96 0.846 0.846 0.686 0.68 0.54
1630	romance romantic drama history adventure historical	1 0.984 0.767 0.668 0.574 0.528
1631	comedy adventure action drama family	1 0.841 0.823 0.56 0.545
1632	adventure historical drama dark romance	1 0.838 0.665 0.663 0.514
1633	adventure drama comedy romance romantic action love love-story	1 0.934 0.889 0.864 0.84 0.583 0.582 0.582
1634	romance romantic drama fantasy adventure history children family	1 0.988 0.717 0.707 0.69 0.681 0.65 0.613
1635	romance romantic comedy adventure drama love love-story relationship	1 0.982 0.749 0.575 0.554 0.534 0.534 0.525
1636	adventure drama comedy family action romance romantic	1 0.913 0.875 0.874 0.767 0.721 0.715
1637	romance romantic drama comedy love love-story	1 0.969 0.866 0.584 0.573 0.573
1638	drama romance romantic comedy family adventure	1 0.925 0.91 0.824 0.604 0.524
1639	romance romantic drama adventure comedy love love-story fiction	1 0.966 0.895 0.858 0.838 0.753 0.753 0.516
1640	romance adventure romantic drama comedy action history love	1 0.987 0.983 0.865 0.692 0.66 0.606 0.594
1641	comedy drama family adventure romance romantic children history	1 0.977 0.945 0.745 0.703 0.686 0.654 0.606
1642	romance romantic drama family adventure comedy children love	1 0.982 0.977 0.922 0.899 0.737 0.66 0.66
1643	romance romantic love love-story drama comedy adventure	1 0.927 0.826 0.826 0.75 0.703 0.624
1644	comedy romance romantic drama adventure action love love-story	1 0.974 0.947 0.899 0.831 0.653 0.653 0.653
1645	comedy drama adventure action romance romantic	1 0.866 0.804 0.696 0.65 0.636
1646	action adventure thriller war drama dark horror	1 0.807 0.67 0.645 0.605 0.604 0.528
1647	romance romantic drama love love-story adventure animation fantasy	1 0.949 0.603 0.564 0.564 0.545 0.518 0.516
1648	adventure history romance action romantic drama	1 0.619 0.561 0.552 0.546 0.534
1649	adventure action drama war	1 0.94 0.703 0.557
1650	comedy drama adventure action romance romantic	1 0.866 0.804 0.696 0.65 0.636
1651	war adventure drama dark thriller action historical crime	1 0.937 0.858 0.848 0.807 0.687 0.662 0.594
1652	romance romantic fantasy drama love love-story adventure	1 0.959 0.637 0.604 0.534 0.534 0.529
1653	romance romantic drama love love-story history comedy adventure	1 0.962 0.857 0.653 0.653 0.623 0.6 0.586
1654	comedy drama political history romance romantic action historical	1 0.982 0.826 0.793 0.752 0.742 0.659 0.604
1655	romance romantic love love-story adventure drama comedy	1 0.977 0.755 0.755 0.627 0.62 0.601
1656	romance romantic drama adventure comedy family love love-story	1 0.955 0.832 0.762 0.736 0.629 0.622 0.622
1657	action thriller horror adventure crime comedy drama dark	1 0.86 0.748 0.714 0.622 0.564 0.51 0.507
1658	drama romance romantic adventure action comedy fiction	1 0.793 0.779 0.756 0.708 0.561 0.523
1659	comedy drama adventure action romance romantic	1 0.945 0.721 0.657 0.617 0.611
1660	drama comedy romance adventure romantic action family	1 0.946 0.778 0.772 0.765 0.755 0.505
1661	romance romantic	1 0.988
1662	romance romantic adventure drama fantasy comedy action history	1 0.986 0.954 0.856 0.81 0.719 0.646 0.529
1663	romance comedy dark drama love love-story	1 0.896 0.578 0.577 0.501 0.501
1664	comedy drama adventure romance romantic	1 0.6 0.593 0.551 0.54
1665	romance romantic adventure comedy love love-story drama	1 0.958 0.683 0.653 0.606 0.606 0.589
1666	romance romantic comedy drama love love-story adventure	1 0.984 0.627 0.623 0.598 0.598 0.543
1667	romance romantic adventure comedy action drama family love	1 0.988 0.829 0.753 0.744 0.692 0.535 0.529
1668	romance romantic love love-story drama comedy	1 0.981 0.743 0.743 0.583 0.569
1669	drama action comedy adventure military	1 0.734 0.723 0.684 0.545
1670	horror dark drama crime thriller comedy romance adventure	1 0.855 0.854 0.785 0.676 0.667 0.664 0.599
1671	romance romantic drama adventure love love-story artistic art	1 0.994 0.769 0.718 0.594 0.594 0.526 0.526
1672	romance romantic adventure comedy drama love love-story family	1 0.946 0.737 0.732 0.727 0.693 0.693 0.648
1673	horror thriller dark drama romance adventure science-fiction comedy	1 0.813 0.764 0.764 0.732 0.721 0.712 0.653
1674	romance romantic drama comedy family love love-story	1 0.973 0.849 0.684 0.64 0.575 0.575
1675	adventure action comedy drama romance romantic	1 0.953 0.852 0.609 0.547 0.54
1676	war drama history action	1 0.822 0.693 0.672
1677	romance romantic love love-story comedy adventure	1 0.964 0.721 0.721 0.587 0.513
1678	romance comedy romantic drama adventure family love love-story	1 0.973 0.973 0.96 0.91 0.775 0.733 0.733
1679	comedy adventure action horror dark	1 0.724 0.637 0.576 0.5
1680	romance romantic comedy drama love love-story adventure	1 0.972 0.817 0.66 0.569 0.569 0.517
1681	comedy romance romantic drama love love-story adventure	1 0.785 0.774 0.635 0.606 0.606 0.508
1682	drama adventure comedy romance action romantic fantasy fiction	1 0.967 0.822 0.727 0.712 0.709 0.694 0.631
