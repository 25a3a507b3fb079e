tag_item_id:token	tags:token_seq	tag_scores:float_seq
1	cartoon animation family animated comedy adventure love-story fairy-tale	0.996 0.995 0.993 0.993 0.991 0.947 0.826 0.717
2	action thriller cinema war space-opera film-noir cyberpunk space	0.965 0.963 0.943 0.941 0.923 0.906 0.897 0.854
3	space drama escape cinema thriller night family space-opera	0.984 0.95 0.938 0.878 0.848 0.782 0.761 0.758
4	comedy cartoon escape night gangster documentary	0.969 0.883 0.7 0.694 0.625 0.542
5	comedy humor funny cinema	0.942 0.904 0.889 0.745
6	gangster crime detective action film-noir	0.981 0.979 0.85 0.82 0.651
7	science-fiction thriller cinema space alien wildlife space-exploration dark	0.967 0.961 0.955 0.914 0.908 0.824 0.65 0.648
8	love-story romance family romantic love-affair adventure heartbreak	0.985 0.979 0.977 0.965 0.959 0.884 0.832
9	death drama horror murder thriller mystery adventure film-noir	0.995 0.979 0.977 0.971 0.97 0.969 0.89 0.821
10	historical drama cinema thriller film-noir	0.988 0.97 0.964 0.892 0.515
11	drama thriller violence murder action dark space-opera documentary	0.988 0.987 0.983 0.978 0.969 0.888 0.886 0.588
12	police detective drama thriller cinema murder film-noir gangster	0.989 0.988 0.988 0.98 0.976 0.955 0.893 0.726
13	love love-story romance fairy-tale animation classical animated thriller	0.97 0.95 0.913 0.895 0.868 0.854 0.801 0.596
14	historical film-noir documentary love-story space-opera romance classical love	0.863 0.776 0.761 0.744 0.705 0.662 0.616 0.558
15	drama classical fiction thriller space-opera documentary humanity love-affair	0.961 0.938 0.931 0.875 0.87 0.8 0.785 0.71
16	french comedy film-noir thriller animation classical cartoon animated	0.972 0.843 0.688 0.679 0.65 0.62 0.549 0.544
17	night cinema dark thriller film-noir family romantic love	0.99 0.968 0.955 0.942 0.855 0.8 0.769 0.727
18	colorful animation animated thriller family adventure space	0.958 0.956 0.93 0.734 0.689 0.633 0.536
19	love-story romance love-affair romantic love thriller film-noir classical	0.897 0.865 0.811 0.798 0.774 0.701 0.552 0.507
20	animated fantasy nature comedy science-fiction wildlife thriller adventure	0.967 0.941 0.909 0.898 0.881 0.872 0.806 0.787
21	cartoon animated mystery fantasy escape	0.991 0.986 0.969 0.938 0.845
22	heroism cinema war thriller romantic escape gunfight	0.986 0.979 0.978 0.97 0.946 0.934 0.838
23	drama cinema gangster violence film-noir detective police historical	0.987 0.981 0.976 0.974 0.958 0.948 0.928 0.89
24	cinema drama fighting violence thriller crime gangster gunfight	0.962 0.941 0.929 0.908 0.889 0.884 0.87 0.711
25	wildlife nature cartoon animated funny	0.904 0.897 0.786 0.677 0.503
26	family comedy love-story mystery adventure gangster action	0.956 0.926 0.731 0.604 0.582 0.542 0.528
27	gangster violence action thriller cinema gunfight dark film-noir	0.972 0.97 0.93 0.918 0.906 0.886 0.759 0.553
28	space space-exploration historical cinema space-opera thriller science-fiction documentary	0.995 0.989 0.96 0.955 0.933 0.865 0.779 0.637
29	superhero cartoon cinema action dark thriller film-noir comedy	0.992 0.975 0.968 0.942 0.928 0.865 0.843 0.834
30	fairy-tale summer french love-story romantic hero classical	0.951 0.947 0.945 0.945 0.938 0.715 0.696
31	dark cinema war action historical space-opera gunfight	0.939 0.896 0.811 0.787 0.721 0.59 0.509
32	comedy funny humor cartoon thriller documentary family	0.902 0.863 0.847 0.825 0.678 0.513 0.502
33	gangster western action thriller comedy cinema historical film-noir	0.978 0.971 0.959 0.949 0.942 0.924 0.873 0.798
34	horror science-fiction thriller war space-opera documentary action animation	0.962 0.957 0.927 0.926 0.89 0.843 0.826 0.757
35	family funny cinema wilderness thriller	0.946 0.93 0.917 0.889 0.803
36	love-story relationship romance love love-affair romantic heartbreak thriller	0.99 0.978 0.978 0.978 0.972 0.97 0.946 0.87
37	family fantasy adventure documentary historical night	0.745 0.709 0.703 0.662 0.6 0.525
38	cinema comedy documentary family funny romance cyberpunk historical	0.927 0.908 0.842 0.754 0.697 0.686 0.634 0.622
39	mystery drama cinema thriller film-noir summer love-story romance	0.971 0.96 0.901 0.888 0.856 0.746 0.683 0.628
40	heartwarming love-story love humor comedy romance love-affair family	0.942 0.887 0.849 0.846 0.795 0.785 0.67 0.628
41	comedy humor action thriller heroic gangster film-noir night	0.992 0.978 0.976 0.964 0.934 0.744 0.649 0.542
42	comedy detective thriller humor film-noir love-affair documentary	0.979 0.97 0.945 0.941 0.73 0.624 0.512
43	documentary mystery fiction cinema thriller detective film-noir action	0.964 0.959 0.957 0.943 0.919 0.907 0.731 0.729
44	drama love-story family love thriller romantic documentary detective	0.94 0.84 0.738 0.71 0.676 0.625 0.599 0.546
45	comedy romance humanity funny family love film-noir documentary	0.954 0.878 0.878 0.828 0.82 0.759 0.579 0.519
46	adventure thriller space-opera classical dark film-noir	0.772 0.713 0.667 0.58 0.524 0.516
47	documentary drama historical comedy thriller film-noir dark love-story	0.964 0.947 0.917 0.915 0.869 0.822 0.682 0.619
48	dreams dance animation adventure family fantasy thriller love	0.993 0.975 0.972 0.935 0.917 0.817 0.81 0.743
49	mystery humor science-fiction documentary detective space	0.877 0.851 0.833 0.805 0.706 0.557
50	space space-opera science-fiction cinema action alien-invasion alien thriller	0.995 0.994 0.992 0.99 0.987 0.949 0.934 0.923
51	historical fantasy cinema thriller epic documentary love-story film-noir	0.973 0.967 0.932 0.902 0.855 0.852 0.763 0.691
52	historical violence thriller comedy war death horror documentary	0.972 0.948 0.926 0.911 0.87 0.84 0.81 0.798
53	violence murder crime horror thriller action gangster detective	0.975 0.971 0.97 0.968 0.953 0.925 0.851 0.767
54	horror mystery thriller survival death apocalypse alien-invasion documentary	0.98 0.96 0.952 0.948 0.936 0.89 0.883 0.709
55	cinema thriller detective historical action science-fiction documentary comedy	0.95 0.86 0.718 0.687 0.671 0.649 0.627 0.562
56	fiction drama thriller gangster violence action film-noir	0.996 0.992 0.987 0.982 0.981 0.974 0.938
57	historical thriller night film-noir documentary	0.855 0.8 0.544 0.529 0.516
58	comedy mystery cartoon drama	0.948 0.778 0.681 0.594
59	colorful dark thriller emotion historical adventure film-noir action	0.978 0.904 0.898 0.875 0.85 0.834 0.75 0.741
60	colorful dark animation historical adventure film-noir love-story family	0.977 0.907 0.881 0.811 0.803 0.782 0.715 0.66
61	colorful animation thriller historical adventure film-noir family	0.971 0.858 0.82 0.803 0.758 0.74 0.57
62	space science-fiction space-exploration alien cinema alien-invasion thriller	0.995 0.993 0.981 0.961 0.958 0.918 0.863
63	fairy-tale family animated adventure thriller historical	0.973 0.966 0.778 0.742 0.736 0.722
64	drama thriller humanity adventure love-story gangster film-noir love-affair	0.995 0.987 0.972 0.968 0.926 0.891 0.758 0.696
65	comedy humor mystery thriller cartoon family horror love-affair	0.967 0.966 0.92 0.822 0.81 0.798 0.703 0.647
66	night dreams relaxation thriller romance family documentary love	0.97 0.94 0.922 0.898 0.825 0.791 0.658 0.607
67	detective thriller comedy action adventure film-noir family	0.989 0.939 0.924 0.92 0.859 0.768 0.72
68	drama cinema thriller wildlife historical gunfight film-noir gangster	0.968 0.94 0.934 0.882 0.745 0.739 0.685 0.66
69	cinema historical love-story family thriller romance documentary	0.987 0.977 0.975 0.971 0.963 0.894 0.823
70	wedding death drama thriller family love-affair romance love	0.991 0.99 0.988 0.954 0.949 0.927 0.906 0.857
71	cartoon family adventure fantasy historical thriller heroic horror	0.983 0.981 0.976 0.958 0.93 0.926 0.921 0.804
72	fiction mystery cartoon animation dark thriller	0.903 0.831 0.78 0.776 0.772 0.698
73	gunfight action thriller hero space-opera gangster space film-noir	0.956 0.954 0.94 0.938 0.914 0.895 0.881 0.864
74	comedy fighting action murder animated thriller gunfight escape	0.968 0.926 0.91 0.868 0.866 0.846 0.779 0.71
75	crime historical death violence mystery murder documentary family	0.964 0.959 0.954 0.902 0.875 0.859 0.787 0.674
76	love-story documentary thriller romance film-noir family gangster classical	0.892 0.869 0.862 0.813 0.768 0.723 0.617 0.519
77	drama fiction cinema thriller historical action film-noir	0.949 0.932 0.874 0.846 0.673 0.574 0.51
78	family cinema escape thriller	0.953 0.928 0.881 0.851
79	crime escape detective thriller cinema action murder film-noir	0.983 0.976 0.967 0.965 0.934 0.916 0.828 0.818
80	gunfight cinema action thriller heroic space-opera film-noir	0.915 0.902 0.891 0.862 0.639 0.603 0.541
81	humor comedy cartoon animated family documentary	0.944 0.944 0.896 0.797 0.59 0.551
82	science-fiction historical cinema thriller action alien space-opera alien-invasion	0.993 0.988 0.985 0.967 0.959 0.941 0.932 0.818
83	comedy mystery thriller love-affair romance love-story film-noir documentary	0.962 0.924 0.901 0.867 0.811 0.811 0.775 0.74
84	science-fiction fiction space-opera thriller detective cartoon space-exploration	0.992 0.992 0.924 0.8 0.659 0.654 0.593
85	drama documentary heartwarming historical romance family film-noir hero	0.93 0.832 0.736 0.721 0.679 0.626 0.598 0.578
86	drama historical mystery night documentary romance dark film-noir	0.966 0.941 0.924 0.866 0.827 0.786 0.768 0.744
87	documentary historical thriller love-story detective fantasy	0.795 0.77 0.756 0.599 0.597 0.508
88	night fiction dark thriller mystery	0.983 0.941 0.87 0.864 0.839
89	science-fiction cinema alien cyberpunk thriller film-noir alien-invasion	0.996 0.988 0.986 0.983 0.982 0.955 0.866
90	murder violence drama death fiction horror love-story gunfight	0.965 0.953 0.92 0.899 0.886 0.864 0.859 0.848
91	dreams horror night dark funny thriller family fairy-tale	0.988 0.986 0.983 0.978 0.969 0.948 0.935 0.93
92	romance love-story romantic love cinema thriller fantasy	0.994 0.992 0.99 0.986 0.969 0.947 0.675
93	family fantasy cartoon fairy-tale animated	0.851 0.833 0.813 0.808 0.69
94	family thriller funny night adventure love-story	0.994 0.963 0.961 0.943 0.888 0.818
95	animation magic fairy-tale animated fantasy adventure cartoon comedy	0.989 0.988 0.988 0.988 0.982 0.962 0.96 0.944
96	science-fiction cinema thriller alien alien-invasion war gunfight apocalypse	0.989 0.985 0.98 0.951 0.95 0.928 0.915 0.895
97	comedy love-story romance romantic thriller	0.955 0.846 0.81 0.701 0.665
98	mystery horror thriller cinema film-noir murder nightmare documentary	0.994 0.992 0.987 0.986 0.974 0.96 0.826 0.623
99	fairy-tale cartoon animation family magic nature wilderness dark	0.995 0.994 0.992 0.991 0.974 0.884 0.829 0.824
100	western cinema thriller action comedy science-fiction film-noir documentary	0.977 0.957 0.94 0.897 0.888 0.729 0.69 0.593
101	cinema thriller blood gunfight gangster	0.877 0.843 0.589 0.588 0.508
102	animation cartoon funny family adventure thriller	0.99 0.987 0.982 0.961 0.842 0.638
103	drama heartwarming family thriller love humanity	0.908 0.9 0.873 0.649 0.619 0.582
104	historical action war adventure humanity science-fiction documentary animated	0.937 0.922 0.912 0.902 0.845 0.799 0.776 0.754
105	police war comedy humor action gangster cartoon film-noir	0.963 0.938 0.925 0.914 0.842 0.803 0.701 0.643
106	horror dark creepy film-noir thriller nightmare historical documentary	0.969 0.927 0.927 0.906 0.903 0.814 0.732 0.72
107	french comedy love-story thriller cartoon documentary family film-noir	0.851 0.82 0.735 0.725 0.7 0.579 0.577 0.572
108	cartoon dreams	0.944 0.589
109	science-fiction cinema thriller funny animated comedy family	0.982 0.975 0.953 0.915 0.903 0.898 0.812
110	cinema thriller documentary space-opera space	0.867 0.8 0.66 0.634 0.507
111	documentary fiction humor family comedy	0.971 0.952 0.877 0.829 0.815
112	cartoon cinema thriller	0.931 0.894 0.713
113	french historical war action wildlife	0.878 0.87 0.742 0.637 0.541
114	animation animated cartoon comedy family adventure	0.998 0.997 0.997 0.984 0.963 0.888
115	horror mystery dark fiction thriller fantasy film-noir wilderness	0.984 0.969 0.949 0.932 0.894 0.884 0.821 0.765
116	heartwarming family documentary fairy-tale western	0.937 0.764 0.642 0.592 0.564
117	cinema thriller science-fiction space-opera documentary film-noir	0.937 0.912 0.838 0.765 0.665 0.618
118	horror thriller science-fiction animated escape cartoon nightmare dark	0.974 0.957 0.912 0.878 0.848 0.808 0.784 0.52
119	dreams animation	0.804 0.787
120	performance dance comedy love-affair cartoon thriller	0.951 0.951 0.926 0.649 0.608 0.527
121	historical cinema war alien-invasion space documentary space-exploration night	0.987 0.981 0.973 0.923 0.914 0.858 0.785 0.596
122	cartoon thriller adventure documentary action space-opera	0.857 0.841 0.811 0.783 0.754 0.703
123	horror scary creepy thriller ghosts cinema nightmare night	0.989 0.986 0.975 0.961 0.934 0.934 0.919 0.908
124	drama western thriller love-story action documentary romantic space-opera	0.96 0.951 0.889 0.886 0.75 0.731 0.685 0.659
125	nature mystery science-fiction documentary space humanity emotion animated	0.956 0.951 0.948 0.933 0.918 0.847 0.84 0.798
126	thriller hero	0.632 0.578
127	drama gangster cinema crime family thriller gunfight film-noir	0.993 0.991 0.989 0.987 0.98 0.967 0.804 0.773
128	superhero action war thriller cinema comedy historical film-noir	0.957 0.94 0.939 0.93 0.924 0.847 0.778 0.771
129	cinema thriller escape fantasy documentary film-noir heroic epic	0.861 0.813 0.779 0.725 0.699 0.609 0.593 0.502
130	western historical documentary	0.957 0.951 0.586
131	love-story romantic love-affair romance fairy-tale love thriller film-noir	0.886 0.835 0.826 0.824 0.743 0.711 0.63 0.624
132	magic fantasy cartoon cinema superhero historical thriller	0.993 0.993 0.991 0.988 0.958 0.933 0.821
133	historical cinema epic love-story romance escape classical thriller	0.993 0.991 0.965 0.964 0.956 0.95 0.947 0.947
134	drama historical film-noir thriller detective hero heroic classical	0.994 0.983 0.973 0.968 0.967 0.945 0.869 0.733
135	space space-exploration science-fiction space-opera alien fiction alien-invasion thriller	0.997 0.996 0.996 0.994 0.981 0.969 0.964 0.864
136	historical hero adventure detective film-noir	0.979 0.944 0.83 0.816 0.691
137	night thriller love-story family dark romantic film-noir love	0.989 0.892 0.852 0.838 0.832 0.767 0.709 0.641
138	cartoon animation animated funny family adventure	0.967 0.963 0.953 0.863 0.81 0.731
139	love-story love-affair romance drama love heartbreak cartoon thriller	0.98 0.963 0.963 0.944 0.939 0.898 0.802 0.732
140	cinema family documentary space-exploration science-fiction space-opera thriller	0.962 0.916 0.767 0.721 0.697 0.678 0.676
141	fiction science-fiction cinema historical space-exploration wilderness fantasy film-noir	0.982 0.98 0.969 0.952 0.931 0.909 0.887 0.69
142	comedy family cartoon night romance fantasy historical	0.98 0.855 0.853 0.818 0.776 0.633 0.62
143	classical drama romantic dance family historical	0.983 0.978 0.972 0.965 0.924 0.806
144	action gunfight thriller cinema gangster death heroic survival	0.993 0.992 0.989 0.986 0.985 0.971 0.948 0.935
145	wilderness family funny documentary historical	0.849 0.766 0.747 0.61 0.584
146	space space-opera thriller adventure science-fiction documentary night space-exploration	0.936 0.762 0.744 0.701 0.668 0.643 0.627 0.615
147	love night romance romantic drama cinema thriller family	0.978 0.978 0.977 0.975 0.968 0.964 0.898 0.875
148	ghosts horror dark cinema thriller film-noir night nightmare	0.988 0.984 0.974 0.961 0.952 0.904 0.89 0.843
149	love-story heartwarming thriller family romantic detective love-affair adventure	0.944 0.928 0.914 0.853 0.843 0.83 0.806 0.752
150	love-affair relationship romantic love-story dance romance love thriller	0.922 0.905 0.878 0.871 0.868 0.841 0.766 0.731
151	cinema fantasy magic family historical thriller	0.98 0.973 0.973 0.954 0.897 0.879
152	night fiction thriller historical dark film-noir nightmare romance	0.92 0.883 0.862 0.771 0.748 0.696 0.692 0.58
153	animated wildlife cartoon comedy fantasy adventure hero	0.861 0.861 0.854 0.83 0.826 0.568 0.503
154	humor comedy cartoon animated fairy-tale adventure historical science-fiction	0.998 0.997 0.995 0.989 0.842 0.823 0.813 0.68
155	dance funny love-affair romantic animation animated thriller	0.995 0.969 0.95 0.943 0.923 0.888 0.739
156	drama thriller cinema action violence film-noir gangster historical	0.987 0.986 0.982 0.978 0.974 0.907 0.756 0.599
157	war historical cinema action gunfight thriller gangster film-noir	0.988 0.959 0.954 0.915 0.911 0.894 0.641 0.52
158	comedy relaxation night summer family historical	0.971 0.964 0.941 0.935 0.892 0.588
159	thriller survival action science-fiction nature film-noir wildlife	0.921 0.919 0.863 0.8 0.685 0.669 0.602
160	historical thriller film-noir romance love-story romantic documentary love	0.876 0.866 0.856 0.796 0.763 0.694 0.626 0.506
161	action cinema thriller gunfight violence space gangster	0.988 0.987 0.985 0.985 0.929 0.896 0.676
162	family love-story nature love summer romantic fairy-tale wildlife	0.953 0.953 0.951 0.915 0.894 0.888 0.881 0.74
163	thriller action comedy hero adventure cartoon film-noir fairy-tale	0.963 0.957 0.954 0.953 0.939 0.809 0.792 0.663
164	horror scary space-opera thriller science-fiction film-noir apocalypse escape	0.957 0.944 0.936 0.923 0.889 0.83 0.812 0.794
165	french love-story classical film-noir romantic thriller documentary love	0.941 0.726 0.723 0.595 0.589 0.587 0.585 0.526
166	french historical romance humanity romantic documentary nature love	0.931 0.913 0.881 0.87 0.813 0.782 0.78 0.738
167	detective hero thriller historical war film-noir adventure documentary	0.891 0.859 0.857 0.835 0.793 0.75 0.737 0.736
168	humor comedy fantasy fairy-tale magic adventure classical science-fiction	0.998 0.997 0.983 0.974 0.969 0.945 0.844 0.716
169	comedy humor funny thriller dark film-noir	0.921 0.893 0.868 0.739 0.648 0.519
170	fiction space-opera thriller romantic film-noir love science-fiction classical	0.969 0.9 0.85 0.813 0.802 0.789 0.788 0.672
171	cinema	0.349
172	cinema action violence space alien-invasion gunfight gangster space-exploration	0.991 0.99 0.984 0.974 0.958 0.951 0.699 0.513
173	cinema comedy romance family love magic thriller	0.986 0.982 0.98 0.966 0.926 0.917 0.849
174	action cinema historical thriller space film-noir	0.988 0.987 0.986 0.98 0.94 0.667
175	historical cinema documentary war	0.962 0.892 0.726 0.549
176	alien space science-fiction alien-invasion space-opera cinema space-exploration thriller	0.994 0.994 0.991 0.986 0.978 0.973 0.963 0.916
177	cinema drama comedy gangster thriller film-noir dark war	0.983 0.98 0.97 0.926 0.905 0.872 0.693 0.559
178	thriller humanity violence emotion hero film-noir	0.978 0.975 0.971 0.961 0.891 0.852
179	cinema film-noir science-fiction thriller night	0.894 0.767 0.745 0.735 0.664
180	war historical action apocalypse cinema thriller alien-invasion horror	0.996 0.988 0.988 0.988 0.988 0.972 0.958 0.856
181	cinema space space-opera science-fiction thriller heroic alien-invasion alien	0.991 0.986 0.975 0.963 0.947 0.913 0.873 0.664
182	gangster drama thriller historical film-noir love love-affair police	0.992 0.992 0.972 0.966 0.961 0.881 0.842 0.667
183	space alien science-fiction horror alien-invasion space-exploration cinema thriller	0.995 0.994 0.992 0.982 0.981 0.975 0.975 0.95
184	war dark science-fiction action thriller space alien-invasion film-noir	0.986 0.969 0.969 0.95 0.907 0.861 0.813 0.766
185	mystery horror thriller film-noir detective cinema nightmare ghosts	0.994 0.992 0.985 0.982 0.98 0.975 0.949 0.873
186	comedy cinema funny family film-noir thriller night	0.973 0.964 0.923 0.878 0.726 0.654 0.558
187	drama cinema crime gangster thriller family gunfight film-noir	0.991 0.99 0.984 0.983 0.958 0.952 0.826 0.582
188	action war violence gunfight thriller heroism gangster film-noir	0.988 0.987 0.986 0.982 0.979 0.947 0.905 0.891
189	family summer night adventure love-story wedding historical thriller	0.981 0.961 0.937 0.892 0.819 0.798 0.658 0.658
190	historical war heroism violence death	0.985 0.979 0.954 0.861 0.748
191	classical historical love-story thriller animation romantic comedy film-noir	0.959 0.956 0.93 0.915 0.895 0.877 0.843 0.772
192	action historical thriller adventure gangster comedy film-noir	0.956 0.94 0.935 0.919 0.814 0.756 0.615
193	space-opera science-fiction adventure space thriller space-travel space-exploration documentary	0.978 0.978 0.977 0.973 0.963 0.959 0.949 0.805
194	thriller performance detective gangster film-noir love-affair heartbreak murder	0.936 0.934 0.908 0.895 0.792 0.675 0.564 0.549
195	science-fiction action thriller cinema alien alien-invasion superhero war	0.994 0.986 0.985 0.979 0.955 0.902 0.87 0.82
196	fiction comedy humanity death thriller	0.983 0.961 0.953 0.945 0.72
197	thriller romance historical love adventure science-fiction film-noir classical	0.901 0.849 0.847 0.806 0.72 0.681 0.588 0.567
198	drama cinema detective love-story historical romantic film-noir space-opera	0.966 0.963 0.952 0.924 0.893 0.865 0.861 0.741
199	historical war cinema fiction hero mystery documentary nature	0.988 0.986 0.975 0.856 0.755 0.652 0.642 0.61
200	cinema drama thriller magic film-noir night summer	0.975 0.974 0.892 0.838 0.778 0.678 0.651
201	horror creepy ghosts cinema thriller science-fiction nightmare film-noir	0.983 0.951 0.943 0.906 0.905 0.823 0.805 0.715
202	humor comedy cartoon thriller fairy-tale science-fiction	0.988 0.985 0.952 0.806 0.789 0.681
203	murder drama thriller action western escape historical film-noir	0.987 0.982 0.977 0.967 0.962 0.931 0.895 0.831
204	science-fiction cinema thriller comedy funny	0.993 0.99 0.963 0.938 0.762
205	war historical action heroic thriller gunfight escape film-noir	0.991 0.983 0.955 0.929 0.928 0.835 0.583 0.509
206	cinema action thriller historical war space-opera cartoon film-noir	0.976 0.956 0.945 0.941 0.93 0.891 0.824 0.744
207	drama love-story classical thriller film-noir romantic heroism love	0.954 0.838 0.834 0.805 0.804 0.766 0.746 0.738
208	cinema science-fiction fantasy funny comedy thriller nightmare	0.976 0.973 0.959 0.941 0.916 0.895 0.585
209	comedy funny thriller dance animation cartoon science-fiction animated	0.991 0.984 0.956 0.882 0.784 0.767 0.758 0.543
210	mystery cinema historical action fiction thriller heroic film-noir	0.995 0.994 0.992 0.991 0.991 0.985 0.969 0.582
211	war historical family detective thriller summer film-noir	0.969 0.95 0.946 0.929 0.906 0.733 0.565
212	emotion fiction dreams dark thriller horror film-noir night	0.983 0.967 0.904 0.895 0.849 0.826 0.794 0.711
213	space romantic family adventure thriller	0.99 0.834 0.761 0.605 0.573
214	cinema nightmare film-noir	0.929 0.789 0.557
215	dreams fantasy love-story thriller science-fiction documentary space-opera	0.988 0.879 0.783 0.782 0.766 0.648 0.516
216	love-story comedy romance love love-affair romantic detective fairy-tale	0.99 0.986 0.986 0.982 0.981 0.977 0.838 0.795
217	horror creepy blood ghosts cinema thriller film-noir historical	0.987 0.969 0.954 0.944 0.939 0.937 0.893 0.887
218	horror thriller violence cinema film-noir survival action nightmare	0.99 0.977 0.967 0.967 0.953 0.92 0.918 0.762
219	horror scary nightmare night thriller cinema ghosts film-noir	0.994 0.992 0.986 0.985 0.978 0.975 0.975 0.959
220	drama mystery fiction relationship cartoon love-affair dark heartbreak	0.929 0.899 0.889 0.861 0.792 0.777 0.664 0.575
221	nature thriller adventure relaxation science-fiction space-opera	0.915 0.838 0.835 0.688 0.55 0.518
222	space science-fiction space-exploration space-opera alien cinema alien-invasion action	0.997 0.996 0.992 0.99 0.982 0.975 0.961 0.948
223	fighting action gunfight thriller	0.877 0.772 0.672 0.507
224	humor comedy funny cartoon animated thriller violence	0.991 0.983 0.981 0.898 0.733 0.676 0.641
225	cartoon funny family adventure wildlife humanity	0.995 0.986 0.985 0.977 0.954 0.784
226	action gunfight thriller cinema hero death survival film-noir	0.99 0.989 0.985 0.985 0.972 0.965 0.92 0.551
227	space science-fiction space-opera fiction cinema space-exploration alien historical	0.995 0.993 0.983 0.982 0.98 0.979 0.958 0.938
228	space science-fiction space-opera cinema space-exploration thriller alien-invasion	0.995 0.994 0.988 0.982 0.979 0.942 0.916
229	space science-fiction cinema space-opera space-exploration alien-invasion	0.996 0.995 0.988 0.986 0.978 0.808
230	space science-fiction space-opera cinema space-exploration alien alien-invasion	0.995 0.994 0.987 0.984 0.983 0.918 0.697
231	superhero cinema action dark thriller film-noir comedy escape	0.992 0.983 0.952 0.939 0.88 0.862 0.845 0.727
232	gunfight action violence cinema western thriller gangster science-fiction	0.978 0.965 0.929 0.928 0.913 0.907 0.893 0.686
233	war action thriller escape historical gunfight alien-invasion gangster	0.967 0.92 0.916 0.887 0.874 0.842 0.757 0.659
234	horror cinema scary action thriller space-opera alien-invasion alien	0.994 0.989 0.989 0.986 0.985 0.882 0.845 0.768
235	space science-fiction alien-invasion space-opera alien space-exploration thriller escape	0.983 0.955 0.932 0.919 0.918 0.914 0.913 0.773
236	drama humanity love-story historical detective documentary hero film-noir	0.966 0.892 0.876 0.861 0.829 0.776 0.769 0.673
237	hero war action thriller historical gangster adventure film-noir	0.974 0.958 0.941 0.934 0.931 0.907 0.892 0.765
238	western adventure family thriller summer documentary	0.975 0.872 0.85 0.803 0.708 0.673
240	humor cartoon comedy animated family western love-affair	0.994 0.992 0.99 0.981 0.928 0.79 0.616
241	historical cinema thriller action classical film-noir	0.989 0.985 0.947 0.94 0.625 0.518
242	comedy cartoon funny thriller gangster fairy-tale romance documentary	0.809 0.785 0.719 0.634 0.618 0.596 0.595 0.558
243	wildlife nature adventure animated cartoon thriller documentary love-affair	0.981 0.981 0.952 0.882 0.814 0.798 0.627 0.563
244	nature wilderness fiction thriller summer romance documentary film-noir	0.973 0.942 0.919 0.781 0.745 0.72 0.676 0.565
245	horror cinema thriller creepy dark film-noir ghosts nightmare	0.976 0.959 0.953 0.921 0.892 0.881 0.842 0.793
246	comedy thriller romance love-affair adventure family love dance	0.954 0.912 0.909 0.9 0.861 0.812 0.743 0.55
247	cinema superhero action animated thriller space comedy	0.966 0.956 0.941 0.896 0.809 0.678 0.672
248	drama film-noir comedy thriller romance murder space-opera love-affair	0.943 0.939 0.89 0.872 0.723 0.663 0.633 0.614
249	mystery detective thriller comedy humor adventure action space-opera	0.993 0.985 0.97 0.962 0.958 0.923 0.906 0.524
250	space science-fiction space-opera cinema alien thriller action alien-invasion	0.993 0.992 0.977 0.977 0.963 0.943 0.885 0.855
251	dance romance night love love-affair dreams animated	0.994 0.936 0.894 0.894 0.873 0.621 0.548
252	cinema historical science-fiction space-exploration alien thriller escape alien-invasion	0.977 0.967 0.967 0.91 0.905 0.867 0.778 0.73
253	fiction dreams fairy-tale love-story fantasy	0.948 0.823 0.704 0.567 0.502
254	superhero cartoon cinema detective comedy action family dark	0.993 0.985 0.972 0.955 0.942 0.936 0.928 0.905
255	wedding relationship love-story love romantic romance family love-affair	0.995 0.99 0.988 0.973 0.971 0.968 0.962 0.96
256	comedy french family thriller romance love-story love-affair adventure	0.936 0.863 0.839 0.761 0.724 0.662 0.651 0.616
257	space cinema film-noir thriller action dark space-exploration night	0.972 0.96 0.955 0.949 0.942 0.888 0.763 0.623
258	drama detective cinema love-story romance documentary love action	0.978 0.945 0.94 0.937 0.923 0.862 0.839 0.821
259	wildlife adventure cartoon family action thriller	0.987 0.97 0.9 0.897 0.895 0.848
260	space science-fiction space-opera cinema thriller alien-invasion horror documentary	0.994 0.988 0.976 0.941 0.902 0.867 0.846 0.784
261	comedy cartoon animated heartwarming	0.8 0.799 0.797 0.699
262	war humanity historical detective adventure action love-affair romance	0.946 0.937 0.891 0.886 0.862 0.823 0.787 0.782
263	drama cinema historical thriller classical action war	0.756 0.736 0.733 0.689 0.657 0.606 0.558
264	comedy funny humor cartoon thriller	0.946 0.925 0.924 0.914 0.725
265	historical thriller gunfight detective action alien-invasion film-noir dark	0.988 0.971 0.953 0.948 0.93 0.904 0.876 0.744
266	war historical action heroic gunfight gangster film-noir documentary	0.963 0.944 0.906 0.885 0.777 0.748 0.663 0.541
267	mystery	0.632
268	comedy thriller romance love-affair adventure family love dance	0.954 0.912 0.909 0.9 0.861 0.812 0.743 0.55
269	comedy humor funny family thriller adventure film-noir	0.994 0.99 0.987 0.959 0.942 0.82 0.606
270	science-fiction cinema thriller alien space-opera documentary	0.964 0.93 0.79 0.725 0.639 0.533
271	space war space-opera action cinema alien alien-invasion space-exploration	0.995 0.989 0.988 0.984 0.977 0.976 0.954 0.946
272	detective thriller love-story adventure	0.979 0.968 0.953 0.804
273	drama cinema thriller love-story documentary summer romance family	0.938 0.927 0.858 0.714 0.682 0.663 0.582 0.564
274	love-story animation comedy animated romantic fairy-tale thriller cartoon	0.904 0.886 0.885 0.833 0.788 0.748 0.734 0.701
275	fiction love-story romantic love love-affair historical classical thriller	0.991 0.987 0.984 0.974 0.969 0.853 0.786 0.679
276	adventure western action documentary summer film-noir heartbreak	0.921 0.906 0.717 0.695 0.644 0.638 0.586
277	historical documentary classical	0.839 0.683 0.649
278	romance love-story love romantic love-affair night heartbreak thriller	0.961 0.959 0.958 0.939 0.917 0.891 0.614 0.543
279	fantasy colorful historical adventure humanity family magic film-noir	0.961 0.954 0.953 0.928 0.907 0.897 0.843 0.665
280	relationship love-story family love-affair adventure love thriller romance	0.967 0.945 0.925 0.92 0.908 0.903 0.882 0.852
281	wildlife nature wilderness cinema thriller documentary western horror	0.99 0.986 0.979 0.925 0.806 0.737 0.695 0.552
282	drama death thriller murder violence historical love-affair film-noir	0.986 0.979 0.973 0.966 0.929 0.89 0.803 0.794
283	drama love-story romance romantic love thriller animated love-affair	0.982 0.958 0.951 0.94 0.899 0.849 0.847 0.809
284	colorful	0.546
285	fiction drama thriller love-affair documentary romance film-noir science-fiction	0.978 0.976 0.952 0.922 0.908 0.895 0.879 0.725
286	mystery historical death thriller detective war blood murder	0.973 0.973 0.971 0.969 0.959 0.952 0.902 0.844
287	comedy space humor thriller love-story film-noir	0.925 0.916 0.894 0.758 0.708 0.677
288	scary horror cinema thriller nightmare ghosts film-noir animated	0.992 0.992 0.979 0.977 0.938 0.809 0.684 0.548
289	historical love-story thriller romance documentary animation film-noir animated	0.968 0.94 0.914 0.873 0.759 0.752 0.746 0.691
290	wildlife nature thriller horror action animated adventure cartoon	0.965 0.952 0.879 0.877 0.858 0.817 0.787 0.778
291	drama cinema historical superhero film-noir night	0.963 0.926 0.848 0.84 0.727 0.508
292	heartwarming romance love-story romantic love dark film-noir thriller	0.875 0.852 0.776 0.769 0.695 0.604 0.594 0.581
293	crime gangster drama thriller murder police action film-noir	0.977 0.977 0.961 0.95 0.942 0.932 0.927 0.902
294	humor comedy funny thriller detective love-story documentary love-affair	0.989 0.988 0.979 0.961 0.948 0.87 0.861 0.852
295	drama cinema documentary thriller escape nightmare	0.911 0.909 0.823 0.797 0.609 0.546
296	love-story romance love romantic wedding thriller documentary classical	0.963 0.955 0.953 0.921 0.877 0.866 0.777 0.765
297	drama thriller comedy western hero adventure love-story action	0.824 0.744 0.735 0.674 0.644 0.636 0.617 0.544
298	comedy cinema action violence animated cartoon gangster film-noir	0.974 0.933 0.914 0.908 0.842 0.806 0.694 0.661
299	gangster crime violence thriller drama film-noir animation dark	0.979 0.969 0.956 0.855 0.839 0.749 0.642 0.599
300	war cinema action gunfight science-fiction	0.97 0.9 0.821 0.681 0.554
301	comedy family thriller funny performance romance love-affair documentary	0.963 0.906 0.894 0.887 0.862 0.794 0.73 0.706
302	detective police mystery drama cinema thriller film-noir dark	0.984 0.984 0.982 0.98 0.971 0.965 0.942 0.721
303	drama thriller comedy western hero adventure love-story action	0.824 0.744 0.735 0.674 0.644 0.636 0.617 0.544
304	escape cinema family thriller night	0.965 0.878 0.834 0.777 0.591
305	night horror thriller animation heartwarming animated adventure dark	0.838 0.823 0.823 0.746 0.737 0.681 0.631 0.592
306	relationship drama romance family wedding love-affair	0.944 0.934 0.895 0.879 0.865 0.644
307	drama horror thriller film-noir love-story romance documentary nightmare	0.98 0.964 0.953 0.834 0.788 0.778 0.71 0.65
308	fairy-tale fiction fantasy magic adventure love-story documentary cartoon	0.986 0.985 0.984 0.979 0.862 0.848 0.769 0.753
309	detective mystery drama thriller film-noir love-affair romance documentary	0.971 0.97 0.963 0.944 0.813 0.761 0.746 0.615
310	comedy thriller magic adventure animated fantasy cartoon	0.904 0.87 0.865 0.779 0.767 0.758 0.715
311	cinema love-story romance thriller love wildlife space-opera film-noir	0.948 0.895 0.873 0.841 0.812 0.806 0.697 0.658
312	night nature horror thriller film-noir dark fantasy love-affair	0.985 0.958 0.95 0.938 0.937 0.92 0.897 0.873
313	historical cinema thriller nightmare love-story	0.986 0.984 0.959 0.666 0.654
314	action gunfight cinema gangster thriller film-noir comedy	0.938 0.932 0.931 0.884 0.811 0.711 0.644
315	cinema comedy detective documentary cartoon	0.857 0.828 0.632 0.63 0.593
316	heartwarming comedy performance thriller romance love-story family film-noir	0.979 0.975 0.949 0.942 0.914 0.913 0.882 0.701
317	drama family historical relationship love mystery love-affair detective	0.992 0.981 0.939 0.936 0.908 0.898 0.832 0.812
318	war historical cinema thriller documentary escape	0.99 0.989 0.988 0.955 0.925 0.835
319	love-story relationship emotion love romance romantic love-affair heartbreak	0.994 0.993 0.992 0.99 0.986 0.981 0.967 0.628
320	murder crime fantasy fiction historical thriller adventure film-noir	0.981 0.962 0.92 0.893 0.867 0.849 0.805 0.601
321	family love-story emotion love love-affair thriller heartbreak	0.984 0.973 0.965 0.949 0.856 0.833 0.757
322	murder crime death violence drama thriller detective historical	0.985 0.982 0.979 0.969 0.944 0.943 0.92 0.91
323	cinema thriller epic	0.879 0.739 0.704
324	wilderness adventure drama thriller western documentary film-noir love-affair	0.956 0.945 0.924 0.904 0.892 0.803 0.777 0.626
325	cinema action thriller gunfight escape murder nightmare film-noir	0.957 0.947 0.941 0.878 0.688 0.684 0.659 0.562
326	war heroism thriller detective action	0.96 0.866 0.727 0.646 0.631
327	police crime detective violence drama thriller action film-noir	0.988 0.974 0.932 0.904 0.898 0.869 0.833 0.705
328	mystery fiction drama historical documentary detective science-fiction	0.985 0.963 0.925 0.923 0.894 0.797 0.787
329	drama survival thriller violence escape action death murder	0.957 0.939 0.925 0.923 0.891 0.799 0.787 0.714
330	historical drama documentary performance crime war	0.827 0.776 0.697 0.549 0.529 0.517
331	cinema thriller action hero war film-noir documentary	0.961 0.961 0.942 0.839 0.786 0.709 0.636
332	love-story romance funny love romantic cinema thriller	0.969 0.965 0.952 0.951 0.942 0.909 0.821
333	action cinema fantasy cartoon gunfight	0.961 0.926 0.879 0.847 0.7
334	cinema thriller action animated night documentary	0.929 0.871 0.793 0.731 0.629 0.575
335	performance hero dreams action documentary	0.987 0.904 0.829 0.798 0.532
336	fiction science-fiction fantasy cinema documentary space-opera	0.954 0.94 0.901 0.884 0.665 0.521
337	drama cinema love-story love family romance documentary film-noir	0.962 0.916 0.879 0.867 0.866 0.862 0.75 0.724
338	drama animated documentary fairy-tale love-story thriller cartoon	0.74 0.673 0.575 0.554 0.541 0.521 0.516
339	drama cinema crime thriller film-noir gangster documentary	0.959 0.942 0.938 0.869 0.751 0.73 0.645
340	dance night dreams thriller film-noir horror	0.98 0.979 0.768 0.738 0.71 0.669
341	death thriller documentary heroic	0.867 0.702 0.699 0.547
342	humanity science-fiction documentary adventure film-noir dark space space-exploration	0.963 0.886 0.88 0.83 0.8 0.746 0.706 0.535
343	space alien science-fiction horror alien-invasion action thriller nightmare	0.993 0.992 0.991 0.973 0.965 0.962 0.926 0.582
344	historical hero thriller humanity heroic documentary adventure	0.927 0.859 0.857 0.854 0.842 0.82 0.807
345	drama fiction comedy humor detective documentary science-fiction family	0.944 0.94 0.89 0.844 0.816 0.807 0.795 0.639
346	comedy funny family detective romance thriller love film-noir	0.945 0.862 0.805 0.779 0.778 0.777 0.624 0.535
347	comedy humor heartwarming cartoon family thriller animated wildlife	0.96 0.906 0.901 0.896 0.858 0.855 0.819 0.686
348	drama survival thriller violence escape action death murder	0.957 0.939 0.925 0.923 0.891 0.799 0.787 0.714
349	cinema thriller summer night mystery dark film-noir western	0.916 0.9 0.886 0.87 0.797 0.779 0.761 0.719
350	death drama cinema thriller escape love-story romance film-noir	0.977 0.949 0.905 0.873 0.73 0.68 0.664 0.632
351	fiction mystery science-fiction historical thriller fantasy documentary apocalypse	0.941 0.913 0.912 0.91 0.889 0.877 0.636 0.547
352	documentary space-opera science-fiction space-exploration	0.729 0.713 0.6 0.514
353	cinema thriller horror action dark mystery film-noir documentary	0.914 0.902 0.85 0.84 0.838 0.796 0.677 0.668
354	performance wedding relationship love-story romantic romance love-affair dance	0.972 0.963 0.952 0.927 0.918 0.913 0.841 0.828
355	space science-fiction fiction cinema space-opera space-exploration thriller	0.979 0.906 0.875 0.818 0.809 0.792 0.628
356	drama cinema romance thriller detective love documentary historical	0.969 0.932 0.884 0.851 0.827 0.689 0.624 0.602
357	fiction thriller dreams comedy adventure love-story science-fiction fairy-tale	0.993 0.985 0.984 0.978 0.966 0.945 0.943 0.879
358	horror animated thriller cinema cartoon alien nature documentary	0.944 0.929 0.92 0.919 0.813 0.806 0.683 0.598
359	action documentary science-fiction historical war	0.794 0.72 0.72 0.644 0.558
360	magic fantasy animated fairy-tale cartoon adventure thriller documentary	0.985 0.984 0.977 0.976 0.969 0.967 0.545 0.525
361	mystery detective thriller documentary action film-noir	0.979 0.936 0.909 0.846 0.777 0.728
362	cinema funny dark family film-noir thriller night	0.938 0.931 0.887 0.805 0.657 0.642 0.537
363	death murder horror violence thriller survival mystery documentary	0.985 0.949 0.944 0.94 0.928 0.918 0.88 0.591
364	comedy nature thriller action film-noir family romance love	0.963 0.958 0.95 0.944 0.791 0.779 0.683 0.545
365	fiction cartoon	0.7 0.538
366	thriller science-fiction violence documentary film-noir adventure action	0.936 0.887 0.866 0.809 0.709 0.648 0.588
367	comedy mystery funny detective romance thriller love	0.993 0.988 0.976 0.972 0.962 0.958 0.896
368	nature space documentary humanity adventure space-exploration cartoon science-fiction	0.955 0.908 0.823 0.757 0.693 0.594 0.545 0.518
369	dark comedy film-noir humor wildlife animated family humanity	0.924 0.869 0.841 0.825 0.82 0.764 0.694 0.675
370	drama fiction love-story romantic thriller love film-noir	0.966 0.949 0.907 0.857 0.796 0.749 0.655
371	historical western adventure family wilderness crime	0.964 0.917 0.913 0.779 0.587 0.529
372	comedy humor thriller romance family documentary gangster love	0.889 0.815 0.797 0.607 0.584 0.547 0.543 0.522
373	drama detective police cinema thriller comedy gangster superhero	0.978 0.97 0.945 0.943 0.939 0.931 0.83 0.824
374	cartoon cinema superhero science-fiction family comedy	0.987 0.986 0.984 0.97 0.917 0.849
375	comedy cartoon animated romance love romantic	0.943 0.908 0.868 0.722 0.535 0.519
376	comedy family funny romance humor night thriller cartoon	0.963 0.886 0.882 0.879 0.876 0.788 0.758 0.538
377	action violence performance thriller historical gangster western	0.963 0.943 0.86 0.832 0.701 0.649 0.615
378	comedy drama thriller romance family film-noir love documentary	0.968 0.961 0.906 0.839 0.789 0.754 0.699 0.523
379	fiction fantasy cinema thriller ghosts science-fiction nightmare film-noir	0.967 0.951 0.949 0.924 0.898 0.864 0.756 0.744
380	science-fiction space space-opera cinema space-exploration alien family alien-invasion	0.994 0.994 0.985 0.976 0.965 0.958 0.716 0.666
381	wedding love-story romance romantic love-affair family love thriller	0.993 0.967 0.958 0.956 0.928 0.92 0.877 0.801
382	adventure wilderness thriller historical fairy-tale cartoon space-opera film-noir	0.989 0.958 0.887 0.879 0.862 0.709 0.65 0.522
383	family animation cartoon animated historical funny adventure	0.98 0.97 0.969 0.961 0.928 0.823 0.747
384	crime violence action comedy horror gangster murder film-noir	0.974 0.962 0.953 0.947 0.888 0.871 0.852 0.789
385	fiction thriller detective cinema love-story film-noir action science-fiction	0.989 0.986 0.984 0.979 0.93 0.929 0.914 0.884
386	family relationship humanity comedy emotion animated dreams love-story	0.983 0.938 0.908 0.825 0.701 0.659 0.622 0.549
387	historical romance thriller crime film-noir love documentary classical	0.968 0.889 0.878 0.83 0.8 0.77 0.759 0.701
388	police detective cinema drama thriller action film-noir	0.991 0.984 0.977 0.976 0.968 0.94 0.84
389	drama cinema dark film-noir love-story love thriller	0.955 0.935 0.922 0.86 0.824 0.805 0.669
390	horror thriller emotion dark film-noir gangster science-fiction cartoon	0.98 0.964 0.96 0.921 0.919 0.912 0.818 0.671
391	action hero heroism heroic drama superhero thriller war	0.992 0.992 0.984 0.983 0.98 0.966 0.96 0.919
392	performance humanity death thriller dark cartoon film-noir documentary	0.963 0.945 0.937 0.898 0.812 0.744 0.701 0.664
393	comedy romance funny family thriller love-affair love film-noir	0.973 0.946 0.94 0.905 0.877 0.876 0.74 0.676
394	murder crime death horror thriller detective drama police	0.99 0.98 0.967 0.956 0.926 0.923 0.906 0.847
395	fantasy comedy hero adventure thriller gangster dark	0.969 0.969 0.95 0.934 0.865 0.78 0.66
396	family comedy thriller cinema historical	0.957 0.944 0.824 0.764 0.55
397	space action gunfight fighting violence space-opera war historical	0.952 0.929 0.92 0.902 0.898 0.865 0.79 0.768
398	cartoon animated cinema science-fiction	0.993 0.988 0.909 0.573
399	thriller historical action heroic classical gunfight	0.933 0.931 0.882 0.876 0.729 0.708
400	comedy cartoon family adventure thriller	0.979 0.977 0.931 0.851 0.792
401	family comedy thriller cartoon love-story love-affair	0.964 0.935 0.686 0.683 0.672 0.566
402	ghosts horror creepy thriller cinema nightmare film-noir cartoon	0.993 0.985 0.966 0.959 0.919 0.871 0.852 0.811
403	superhero cartoon cinema detective action dark thriller comedy	0.993 0.982 0.977 0.96 0.957 0.937 0.882 0.86
404	cartoon animation fairy-tale fantasy classical adventure historical	0.99 0.988 0.984 0.97 0.916 0.773 0.722
405	action space science-fiction thriller space-opera space-exploration	0.981 0.975 0.962 0.955 0.953 0.917
406	drama thriller	0.737 0.709
407	detective thriller police action comedy adventure murder film-noir	0.968 0.954 0.949 0.94 0.907 0.83 0.782 0.76
408	comedy cinema funny	0.823 0.644 0.612
409	detective comedy humor gangster family romance love film-noir	0.925 0.923 0.832 0.829 0.801 0.789 0.644 0.632
410	gangster violence drama thriller action film-noir comedy animated	0.984 0.961 0.954 0.949 0.939 0.849 0.8 0.651
411	humor comedy funny cartoon animated science-fiction documentary	0.962 0.943 0.942 0.843 0.694 0.627 0.562
412	comedy funny family love-story thriller romance love-affair	0.95 0.919 0.783 0.727 0.709 0.637 0.53
413	blood cinema fiction drama thriller dark film-noir violence	0.984 0.954 0.954 0.902 0.898 0.885 0.881 0.842
414	love historical summer family romantic thriller adventure heartbreak	0.94 0.91 0.843 0.781 0.758 0.701 0.681 0.539
415	cartoon gangster family	0.824 0.8 0.715
416	cartoon animation wilderness family animated adventure thriller film-noir	0.975 0.954 0.953 0.95 0.924 0.889 0.824 0.763
417	family comedy romance love-story thriller funny adventure film-noir	0.984 0.966 0.936 0.935 0.91 0.837 0.7 0.626
418	fairy-tale family love-story animation romance animated cartoon	0.992 0.968 0.957 0.953 0.947 0.943 0.718
419	fairy-tale animation magic animated cartoon love-story classical	0.99 0.987 0.985 0.985 0.972 0.964 0.811
420	fantasy magic cartoon fairy-tale adventure dreams comedy love-story	0.987 0.984 0.981 0.981 0.972 0.962 0.888 0.653
421	drama love-story love romance romantic love-affair classical	0.993 0.985 0.984 0.983 0.982 0.975 0.957
422	fairy-tale fantasy magic adventure hero cartoon thriller love-affair	0.982 0.976 0.976 0.973 0.967 0.93 0.906 0.608
423	alien science-fiction cinema space space-exploration thriller space-opera alien-invasion	0.994 0.991 0.989 0.987 0.969 0.967 0.959 0.955
424	family cinema cartoon nature wilderness thriller documentary	0.971 0.925 0.922 0.747 0.696 0.677 0.647
425	performance comedy humor detective love-story	0.962 0.82 0.769 0.643 0.523
426	cinema science-fiction action superhero animated alien thriller alien-invasion	0.983 0.98 0.974 0.955 0.942 0.91 0.889 0.831
427	fiction thriller love-story violence adventure murder film-noir	0.995 0.975 0.928 0.901 0.804 0.71 0.675
428	comedy humor family love-story romance love-affair hero historical	0.975 0.965 0.961 0.941 0.911 0.893 0.81 0.808
429	nature space historical science-fiction survival alien summer apocalypse	0.991 0.986 0.981 0.975 0.913 0.905 0.809 0.798
430	comedy humor cartoon thriller documentary family film-noir	0.981 0.968 0.929 0.794 0.736 0.706 0.694
431	action thriller cinema war space epic film-noir gangster	0.98 0.972 0.965 0.941 0.916 0.909 0.692 0.676
432	fantasy animation magic animated dreams classical space-opera film-noir	0.993 0.992 0.991 0.99 0.966 0.934 0.923 0.658
433	horror thriller love-story family romance love-affair heartbreak	0.945 0.926 0.922 0.9 0.882 0.845 0.728
434	space alien science-fiction space-opera cinema alien-invasion thriller space-exploration	0.993 0.989 0.989 0.984 0.979 0.977 0.953 0.89
435	gangster western cinema thriller action comedy film-noir wilderness	0.994 0.993 0.981 0.975 0.969 0.941 0.94 0.911
436	horror cinema fantasy thriller ghosts nightmare film-noir alien	0.986 0.96 0.936 0.932 0.764 0.745 0.664 0.561
437	mystery horror cinema thriller historical film-noir	0.973 0.971 0.927 0.923 0.862 0.568
438	horror cinema thriller nightmare animated cartoon film-noir	0.965 0.946 0.894 0.741 0.71 0.575 0.506
439	horror cinema thriller family nightmare film-noir cartoon	0.983 0.952 0.952 0.852 0.82 0.627 0.529
440	horror mystery thriller cinema fiction detective science-fiction film-noir	0.983 0.983 0.951 0.95 0.927 0.919 0.765 0.696
441	horror mystery ghosts thriller cinema nightmare film-noir	0.996 0.989 0.976 0.973 0.962 0.931 0.771
442	mystery horror thriller violence historical nightmare film-noir	0.987 0.983 0.944 0.892 0.88 0.869 0.77
443	nature wildlife animated	0.98 0.98 0.841
444	cartoon comedy animated funny science-fiction film-noir family	0.914 0.904 0.89 0.77 0.645 0.629 0.622
445	crime mystery horror murder drama thriller film-noir gangster	0.983 0.983 0.979 0.971 0.971 0.958 0.883 0.745
446	thriller dark film-noir night documentary nightmare space-opera ghosts	0.783 0.757 0.72 0.708 0.654 0.599 0.526 0.505
447	drama love-story cinema romantic family thriller love film-noir	0.979 0.958 0.951 0.895 0.888 0.888 0.826 0.57
448	horror science-fiction thriller ghosts alien apocalypse alien-invasion film-noir	0.979 0.97 0.962 0.922 0.92 0.913 0.885 0.877
449	science-fiction space cinema space-exploration action alien	0.995 0.994 0.992 0.979 0.959 0.951
450	space science-fiction space-exploration cinema space-opera alien alien-invasion	0.996 0.995 0.991 0.987 0.987 0.945 0.906
451	drama comedy thriller animation film-noir cartoon classical summer	0.9 0.844 0.789 0.739 0.643 0.578 0.538 0.523
452	horror cinema action thriller space-opera science-fiction alien-invasion alien	0.981 0.975 0.964 0.964 0.755 0.631 0.598 0.573
453	cinema horror action thriller space-opera alien alien-invasion nightmare	0.981 0.968 0.932 0.929 0.717 0.624 0.619 0.543
454	violence western thriller adventure action historical gangster heartbreak	0.914 0.896 0.894 0.877 0.79 0.79 0.729 0.724
455	fighting action cinema gangster comedy superhero cartoon	0.983 0.974 0.966 0.957 0.944 0.871 0.571
456	action cinema comedy thriller superhero cartoon film-noir gangster	0.916 0.893 0.866 0.834 0.716 0.648 0.578 0.574
457	cinema family funny escape thriller wilderness	0.954 0.946 0.943 0.93 0.876 0.865
458	historical thriller documentary detective film-noir humanity science-fiction dark	0.984 0.962 0.957 0.947 0.876 0.865 0.701 0.644
459	emotion heartwarming love-story love heartbreak love-affair historical family	0.992 0.983 0.982 0.98 0.977 0.954 0.94 0.913
460	police thriller adventure action war detective gangster film-noir	0.949 0.911 0.846 0.832 0.79 0.686 0.671 0.63
461	drama thriller dark violence film-noir documentary action love-affair	0.87 0.859 0.852 0.815 0.74 0.65 0.59 0.502
462	french romance romantic summer	0.864 0.724 0.647 0.501
463	mystery historical thriller documentary romance detective escape fantasy	0.978 0.948 0.923 0.87 0.863 0.863 0.862 0.862
464	drama love-story romance night	0.824 0.657 0.578 0.508
465	wildlife wilderness fantasy love-story	0.993 0.993 0.929 0.647
466	western cinema historical thriller wilderness action film-noir dark	0.991 0.976 0.946 0.915 0.913 0.897 0.726 0.705
467	fiction comedy fairy-tale family love-story thriller romance film-noir	0.976 0.938 0.897 0.775 0.766 0.761 0.723 0.598
468	comedy thriller humor family adventure gangster historical	0.976 0.936 0.929 0.862 0.857 0.768 0.637
469	comedy humor funny thriller action love-affair film-noir science-fiction	0.977 0.964 0.96 0.866 0.804 0.701 0.585 0.572
470	death historical ghosts horror drama cinema mystery thriller	0.984 0.942 0.876 0.856 0.855 0.854 0.819 0.716
471	war heroism historical thriller action gunfight escape	0.99 0.98 0.974 0.97 0.969 0.839 0.72
472	fantasy cinema thriller action epic heroic cartoon film-noir	0.973 0.922 0.921 0.87 0.844 0.809 0.797 0.554
473	family fairy-tale funny adventure cartoon thriller	0.923 0.91 0.906 0.84 0.809 0.694
474	drama science-fiction humor thriller war love-story space alien-invasion	0.99 0.983 0.972 0.969 0.932 0.852 0.74 0.711
475	thriller adventure romantic action documentary	0.962 0.907 0.884 0.745 0.579
476	relationship wedding comedy romance love-affair romantic love-story family	0.975 0.963 0.954 0.927 0.924 0.916 0.913 0.893
477	animation fairy-tale animated cartoon love thriller love-affair adventure	0.986 0.98 0.971 0.97 0.91 0.909 0.892 0.892
478	drama historical fiction love-story detective film-noir crime love	0.989 0.982 0.97 0.932 0.917 0.886 0.832 0.664
479	drama mystery cinema film-noir thriller science-fiction space-opera	0.991 0.991 0.991 0.989 0.988 0.761 0.538
480	mystery film-noir drama action western historical wilderness summer	0.992 0.992 0.99 0.986 0.984 0.958 0.761 0.539
481	space drama family romance	0.977 0.915 0.781 0.52
482	comedy thriller love family romantic summer film-noir	0.975 0.922 0.911 0.885 0.87 0.823 0.774
483	cinema war love-story film-noir thriller romantic classical	0.994 0.98 0.977 0.976 0.971 0.951 0.877
484	detective mystery thriller war adventure film-noir heartwarming science-fiction	0.982 0.975 0.957 0.945 0.921 0.917 0.809 0.556
485	drama love-story romantic fairy-tale love love-affair classical historical	0.994 0.989 0.984 0.981 0.975 0.957 0.943 0.939
486	drama love-story family romantic cartoon film-noir animated classical	0.925 0.872 0.761 0.733 0.715 0.644 0.638 0.599
487	romance romantic classical family summer love night	0.961 0.96 0.916 0.906 0.885 0.727 0.536
488	summer night drama film-noir western romantic documentary love-story	0.883 0.854 0.735 0.73 0.617 0.553 0.529 0.521
489	crime drama historical detective gangster murder film-noir thriller	0.984 0.97 0.968 0.966 0.958 0.953 0.949 0.936
490	crime detective thriller police escape film-noir gangster murder	0.994 0.989 0.981 0.979 0.962 0.946 0.926 0.863
491	hero cinema fiction fantasy cartoon thriller	0.988 0.988 0.987 0.983 0.952 0.821
492	fiction historical adventure western love nature romantic thriller	0.986 0.973 0.893 0.869 0.852 0.794 0.785 0.749
493	detective drama film-noir fiction thriller gangster classical	0.991 0.984 0.983 0.983 0.966 0.868 0.524
494	comedy relationship love-story family film-noir historical hero night	0.98 0.965 0.965 0.885 0.873 0.861 0.783 0.689
495	historical cinema science-fiction fiction space thriller summer	0.982 0.97 0.958 0.948 0.942 0.749 0.636
496	family love-story romance love-affair fairy-tale adventure wedding classical	0.994 0.982 0.929 0.89 0.728 0.727 0.582 0.552
497	family historical love-affair classical thriller adventure documentary	0.964 0.853 0.638 0.602 0.572 0.51 0.507
498	historical cinema fiction hero heroism thriller film-noir mystery	0.969 0.966 0.914 0.733 0.702 0.675 0.65 0.529
499	film-noir love-story romance love-affair night love	0.906 0.902 0.872 0.793 0.785 0.735
500	escape cinema family thriller night	0.965 0.878 0.834 0.777 0.591
501	cartoon comedy animated adventure family funny	0.979 0.964 0.963 0.957 0.95 0.929
502	nature summer	0.917 0.646
503	performance thriller documentary historical hero detective film-noir horror	0.966 0.886 0.846 0.829 0.75 0.717 0.68 0.657
504	drama western love-story thriller film-noir detective action gangster	0.97 0.957 0.942 0.935 0.918 0.914 0.905 0.89
505	crime murder detective drama thriller police violence film-noir	0.992 0.99 0.983 0.983 0.979 0.975 0.963 0.955
506	drama historical war thriller documentary heroic violence film-noir	0.988 0.981 0.974 0.934 0.908 0.895 0.886 0.852
507	drama romance love-story thriller love-affair film-noir love adventure	0.991 0.953 0.951 0.923 0.919 0.893 0.82 0.763
508	humanity documentary comedy love-affair film-noir family	0.967 0.927 0.907 0.765 0.764 0.737
509	funny dance heartbreak love romance dreams fairy-tale	0.904 0.897 0.86 0.804 0.804 0.787 0.501
510	cinema historical thriller action war heroic film-noir classical	0.976 0.962 0.921 0.896 0.893 0.862 0.757 0.748
511	war historical cinema fiction action heroism thriller love-story	0.995 0.993 0.991 0.985 0.985 0.976 0.967 0.947
512	space-opera adventure love-story thriller dreams romance science-fiction love	0.929 0.927 0.915 0.913 0.907 0.886 0.823 0.811
513	cinema drama detective film-noir love-story romantic love classical	0.99 0.989 0.944 0.933 0.922 0.903 0.652 0.566
514	drama family love-story romance love thriller film-noir	0.992 0.979 0.967 0.928 0.905 0.883 0.709
515	historical gangster action war film-noir documentary death	0.824 0.778 0.765 0.747 0.627 0.588 0.569
516	hero heroic action comedy thriller family cartoon documentary	0.989 0.977 0.902 0.844 0.837 0.791 0.514 0.512
517	drama historical thriller film-noir gangster love-story love-affair documentary	0.966 0.962 0.898 0.851 0.777 0.702 0.543 0.523
518	drama thriller mystery family film-noir romance	0.925 0.814 0.76 0.738 0.646 0.538
519	western wilderness nature historical heroism wildlife heroic hero	0.984 0.983 0.973 0.972 0.814 0.768 0.757 0.755
520	escape cinema survival thriller action space-opera film-noir	0.994 0.988 0.986 0.982 0.944 0.75 0.691
521	wildlife wilderness cinema thriller survival gunfight action	0.986 0.975 0.946 0.927 0.882 0.847 0.684
522	crime drama detective comedy thriller film-noir documentary family	0.982 0.967 0.93 0.922 0.913 0.888 0.855 0.761
523	western hero action thriller film-noir comedy gangster adventure	0.949 0.948 0.926 0.924 0.924 0.9 0.771 0.764
524	historical war fiction documentary humanity classical hero	0.989 0.967 0.914 0.914 0.835 0.797 0.787
525	drama detective thriller film-noir historical dreams night science-fiction	0.991 0.988 0.982 0.982 0.924 0.854 0.79 0.723
526	hero historical heroic thriller	0.986 0.98 0.963 0.921
527	historical humanity hero documentary violence thriller	0.984 0.96 0.96 0.874 0.855 0.55
528	war violence historical murder thriller gunfight documentary film-noir	0.99 0.985 0.976 0.959 0.939 0.922 0.866 0.848
529	fiction love-story humor documentary comedy	0.906 0.744 0.725 0.717 0.641
530	historical hero thriller fantasy superhero classical	0.977 0.975 0.961 0.931 0.869 0.587
531	colorful thriller love-affair night film-noir space-opera dance documentary	0.813 0.791 0.64 0.563 0.553 0.544 0.541 0.518
532	relationship love love-story romance romantic love-affair historical fiction	0.984 0.978 0.963 0.947 0.941 0.929 0.917 0.913
533	comedy relaxation thriller adventure summer documentary science-fiction cartoon	0.961 0.95 0.895 0.887 0.848 0.812 0.746 0.72
534	space-travel space adventure thriller documentary space-opera space-exploration love-affair	0.974 0.957 0.946 0.916 0.891 0.88 0.852 0.63
535	love-story relationship love romance love-affair romantic heartbreak thriller	0.99 0.986 0.986 0.978 0.972 0.97 0.905 0.764
536	french cartoon love-story romance	0.887 0.76 0.638 0.605
537	western wilderness adventure thriller historical family documentary love-affair	0.972 0.954 0.928 0.893 0.872 0.824 0.778 0.716
538	animation animated romance fairy-tale fantasy adventure thriller	0.973 0.945 0.905 0.903 0.888 0.793 0.792
539	cartoon wildlife adventure funny family thriller nature detective	0.954 0.945 0.903 0.896 0.854 0.821 0.797 0.599
540	cinema thriller historical	0.828 0.777 0.649
541	fighting action cinema thriller science-fiction heroic	0.993 0.991 0.969 0.956 0.94 0.917
542	family cartoon fantasy adventure thriller	0.971 0.968 0.965 0.945 0.715
543	drama historical french romance love-story thriller love-affair film-noir	0.989 0.963 0.96 0.941 0.882 0.843 0.78 0.588
544	death adventure heartwarming documentary heartbreak wilderness	0.955 0.769 0.635 0.63 0.547 0.525
545	horror fantasy thriller romance dark night film-noir love	0.97 0.949 0.858 0.789 0.783 0.774 0.548 0.548
546	gunfight western war drama action comedy escape gangster	0.905 0.895 0.882 0.879 0.749 0.738 0.711 0.674
547	crime murder detective death violence adventure gangster action	0.967 0.886 0.881 0.756 0.753 0.669 0.624 0.569
548	fiction adventure fantasy thriller love-story fairy-tale family magic	0.965 0.904 0.9 0.897 0.806 0.761 0.697 0.592
549	war cinema action heroism detective fantasy film-noir gangster	0.921 0.92 0.907 0.899 0.886 0.815 0.697 0.694
550	action gunfight hero cinema thriller death murder survival	0.995 0.994 0.992 0.992 0.99 0.989 0.981 0.901
551	magic fantasy cinema animated thriller cartoon film-noir epic	0.973 0.97 0.958 0.941 0.908 0.8 0.793 0.716
552	wildlife nature space documentary animated alien mystery cartoon	0.968 0.967 0.922 0.894 0.888 0.83 0.801 0.792
553	space adventure wilderness space-travel space-exploration science-fiction thriller documentary	0.986 0.885 0.868 0.861 0.852 0.846 0.768 0.655
554	nature cinema cartoon family science-fiction alien thriller funny	0.94 0.928 0.895 0.888 0.855 0.801 0.613 0.503
555	war humanity documentary thriller	0.958 0.954 0.934 0.727
556	western action comedy thriller gangster horror fantasy film-noir	0.975 0.907 0.9 0.879 0.868 0.76 0.734 0.707
557	performance classical french drama fiction	0.976 0.942 0.84 0.818 0.678
558	fantasy magic space cinema thriller documentary	0.962 0.955 0.884 0.852 0.74 0.581
559	horror cinema thriller ghosts documentary blood romance historical	0.97 0.941 0.894 0.885 0.869 0.829 0.818 0.704
560	historical fantasy cinema cartoon magic family hero	0.981 0.975 0.951 0.949 0.922 0.92 0.858
561	fiction science-fiction fantasy horror cinema love-story thriller nightmare	0.99 0.985 0.969 0.96 0.946 0.878 0.802 0.657
562	gunfight death action drama thriller cinema war film-noir	0.989 0.989 0.982 0.981 0.98 0.977 0.963 0.747
563	fiction horror mystery thriller fantasy science-fiction film-noir classical	0.991 0.984 0.979 0.968 0.948 0.947 0.78 0.567
564	fiction gangster comedy thriller film-noir cinema family documentary	0.974 0.955 0.881 0.867 0.855 0.833 0.781 0.772
565	horror scary drama cinema thriller mystery film-noir nightmare	0.988 0.983 0.969 0.962 0.939 0.905 0.86 0.789
566	drama scary violence thriller action survival escape film-noir	0.985 0.983 0.983 0.982 0.982 0.924 0.859 0.852
567	horror scary creepy nightmare thriller ghosts night film-noir	0.993 0.99 0.98 0.976 0.972 0.931 0.893 0.867
568	action thriller cinema gunfight space-opera animated	0.977 0.951 0.949 0.86 0.826 0.625
569	wildlife thriller survival film-noir gangster dark space-opera superhero	0.948 0.931 0.885 0.743 0.714 0.628 0.595 0.503
570	western gunfight historical drama gangster cinema thriller murder	0.981 0.976 0.959 0.936 0.91 0.901 0.876 0.613
571	crime police drama thriller action gunfight historical murder	0.97 0.961 0.897 0.875 0.773 0.729 0.569 0.556
572	cinema space escape thriller action space-opera	0.865 0.78 0.735 0.712 0.661 0.526
573	horror science-fiction survival cinema thriller alien-invasion gangster film-noir	0.939 0.913 0.898 0.887 0.852 0.762 0.685 0.67
574	fighting action cinema heroic thriller gunfight	0.989 0.923 0.901 0.736 0.683 0.664
575	comedy thriller action historical romance epic film-noir	0.934 0.823 0.789 0.691 0.641 0.587 0.557
576	thriller action cinema escape gunfight murder survival film-noir	0.966 0.965 0.942 0.939 0.925 0.835 0.814 0.589
577	cartoon comedy humor cinema gangster family	0.896 0.851 0.796 0.697 0.598 0.567
578	violence superhero drama action cinema comedy heroic film-noir	0.972 0.941 0.935 0.926 0.888 0.831 0.732 0.579
579	death horror murder drama thriller action science-fiction film-noir	0.976 0.973 0.969 0.964 0.962 0.943 0.866 0.822
580	adventure historical wilderness thriller nature western animation documentary	0.89 0.88 0.873 0.866 0.798 0.755 0.675 0.653
581	western cinema historical thriller documentary film-noir wildlife	0.945 0.925 0.901 0.782 0.668 0.625 0.568
582	performance classical animation	0.973 0.967 0.502
583	blood drama love-story romance romantic cinema love murder	0.986 0.98 0.973 0.97 0.955 0.951 0.947 0.792
584	mystery romantic adventure family love thriller dark	0.953 0.932 0.87 0.856 0.831 0.708 0.529
585	love-story love-affair romance family love	0.957 0.935 0.922 0.91 0.909
586	space science-fiction escape hero gunfight dark superhero	0.974 0.945 0.917 0.827 0.553 0.542 0.513
587	comedy humor cartoon animated thriller family night	0.97 0.952 0.927 0.922 0.877 0.842 0.667
588	fairy-tale love-story romance fantasy magic thriller adventure	0.987 0.983 0.979 0.977 0.937 0.68 0.633
589	western wildlife cinema gangster comedy thriller action film-noir	0.986 0.97 0.961 0.942 0.929 0.924 0.845 0.803
590	horror thriller blood cinema creepy nightmare film-noir gangster	0.992 0.972 0.966 0.962 0.958 0.891 0.805 0.725
591	scary horror thriller survival action nightmare escape science-fiction	0.985 0.985 0.96 0.936 0.924 0.802 0.655 0.593
592	crime documentary thriller murder police detective cinema	0.994 0.965 0.912 0.903 0.894 0.894 0.869
593	war historical cinema heroism thriller gunfight	0.988 0.984 0.95 0.877 0.841 0.768
594	violence drama dark thriller action animated film-noir adventure	0.93 0.909 0.894 0.872 0.805 0.716 0.712 0.681
595	love comedy cinema funny family romance thriller science-fiction	0.882 0.868 0.809 0.795 0.794 0.78 0.69 0.53
596	historical french classical fairy-tale romantic love film-noir love-affair	0.976 0.955 0.915 0.904 0.847 0.615 0.612 0.584
597	cinema	0.65
598	comedy thriller funny humor cartoon love-affair	0.934 0.867 0.846 0.799 0.662 0.524
599	police crime detective gunfight action documentary gangster film-noir	0.986 0.955 0.922 0.751 0.709 0.661 0.611 0.519
600	fiction historical adventure thriller fairy-tale	0.984 0.962 0.944 0.828 0.511
601	war historical hero death heroism heroic love gunfight	0.988 0.979 0.976 0.973 0.97 0.955 0.945 0.84
602	french love-story romantic thriller love film-noir	0.964 0.889 0.872 0.776 0.701 0.701
603	cinema drama crime night film-noir historical murder	0.981 0.965 0.945 0.936 0.919 0.868 0.619
604	night mystery love-story thriller romantic crime love film-noir	0.99 0.99 0.98 0.976 0.973 0.968 0.955 0.948
605	western love-story family romantic adventure night wedding film-noir	0.967 0.923 0.902 0.877 0.861 0.743 0.705 0.701
606	love-story romance love romantic historical film-noir humanity documentary	0.966 0.939 0.906 0.902 0.881 0.87 0.866 0.814
607	drama love-story romantic historical film-noir detective heroism classical	0.991 0.979 0.957 0.94 0.932 0.923 0.818 0.784
608	magic cinema fiction fantasy science-fiction romantic film-noir historical	0.976 0.966 0.959 0.941 0.844 0.826 0.801 0.771
609	wedding family relationship love-story romantic love love-affair classical	0.988 0.981 0.98 0.973 0.953 0.933 0.88 0.54
610	drama romance family historical love film-noir	0.89 0.805 0.783 0.762 0.714 0.572
611	drama love romance historical family love-affair classical western	0.953 0.875 0.86 0.809 0.797 0.697 0.685 0.594
612	space wilderness adventure space-opera film-noir space-exploration science-fiction thriller	0.955 0.935 0.922 0.892 0.843 0.823 0.798 0.79
613	hero historical love-story detective love-affair love romantic gangster	0.953 0.953 0.932 0.858 0.852 0.851 0.828 0.76
614	space cartoon space-opera science-fiction adventure thriller classical film-noir	0.885 0.835 0.833 0.806 0.803 0.758 0.696 0.632
615	detective drama mystery thriller historical death action	0.982 0.974 0.973 0.965 0.963 0.943 0.922
616	horror night ghosts survival drama thriller nightmare dark	0.996 0.99 0.986 0.984 0.983 0.976 0.971 0.97
617	drama film-noir historical french classical love-story romance love	0.962 0.894 0.853 0.831 0.798 0.692 0.665 0.552
618	summer family adventure romantic love-affair	0.94 0.897 0.774 0.671 0.524
619	violence survival action historical heroism escape epic nightmare	0.968 0.904 0.869 0.834 0.805 0.763 0.718 0.575
620	drama mystery thriller love-story romantic classical documentary space-opera	0.98 0.883 0.88 0.831 0.823 0.814 0.72 0.65
621	wilderness western historical wildlife hero heroic cartoon	0.992 0.989 0.986 0.985 0.977 0.933 0.734
622	family fiction historical fantasy comedy documentary	0.988 0.938 0.933 0.837 0.633 0.515
623	fantasy heartwarming thriller humor love-story love-affair historical space-opera	0.924 0.9 0.849 0.702 0.692 0.641 0.63 0.552
624	western historical adventure war comedy action heroic classical	0.959 0.927 0.897 0.883 0.875 0.837 0.836 0.815
625	fantasy historical hero fiction war violence thriller fairy-tale	0.98 0.978 0.971 0.971 0.955 0.951 0.914 0.901
626	heartwarming love-story love drama heartbreak romance love-affair family	0.984 0.984 0.981 0.974 0.972 0.961 0.936 0.881
627	hero fantasy crime adventure fairy-tale thriller action gangster	0.982 0.982 0.973 0.971 0.961 0.934 0.927 0.821
628	dreams night fiction drama thriller dark film-noir romance	0.956 0.95 0.92 0.916 0.878 0.773 0.628 0.552
629	love-story romantic hero love family thriller adventure detective	0.933 0.898 0.876 0.866 0.851 0.839 0.764 0.748
630	adventure historical comedy action humanity classical documentary war	0.947 0.934 0.916 0.831 0.746 0.562 0.545 0.53
631	cinema thriller family love-story nightmare	0.962 0.911 0.86 0.831 0.816
632	comedy funny romance family thriller love science-fiction adventure	0.971 0.892 0.881 0.849 0.793 0.721 0.668 0.667
633	fairy-tale family classical cartoon comedy animated love-story	0.967 0.958 0.884 0.718 0.691 0.685 0.666
634	nature wildlife documentary french science-fiction	0.986 0.966 0.922 0.91 0.65
635	drama cinema dark mystery thriller night film-noir documentary	0.936 0.91 0.907 0.874 0.858 0.824 0.819 0.78
636	escape cinema drama thriller action film-noir gangster summer	0.988 0.977 0.972 0.962 0.942 0.713 0.576 0.566
637	thriller wildlife nature mystery film-noir nightmare summer	0.946 0.94 0.932 0.916 0.82 0.63 0.55
638	drama historical french thriller war heroic documentary film-noir	0.964 0.953 0.899 0.845 0.845 0.652 0.648 0.637
639	performance classical french cartoon film-noir historical colorful	0.959 0.94 0.804 0.781 0.762 0.734 0.51
640	crime relationship drama love-story love-affair thriller detective romance	0.976 0.969 0.952 0.935 0.934 0.925 0.917 0.907
641	war cinema drama historical action heroism thriller wilderness	0.993 0.989 0.987 0.986 0.965 0.938 0.935 0.704
642	crime gangster thriller drama violence film-noir documentary science-fiction	0.981 0.93 0.919 0.908 0.817 0.671 0.61 0.592
643	comedy thriller crime family funny romance documentary film-noir	0.937 0.888 0.883 0.849 0.832 0.825 0.76 0.615
644	drama film-noir police thriller love-affair murder love family	0.973 0.96 0.958 0.952 0.79 0.762 0.692 0.61
645	french fiction thriller summer documentary film-noir	0.95 0.878 0.874 0.783 0.711 0.631
646	western cinema drama historical thriller action film-noir escape	0.997 0.994 0.992 0.99 0.981 0.98 0.964 0.906
647	action war thriller gangster historical escape film-noir	0.984 0.979 0.97 0.937 0.936 0.904 0.794
648	drama western film-noir thriller hero comedy classical documentary	0.987 0.977 0.954 0.951 0.91 0.878 0.695 0.527
649	cinema historical thriller western film-noir love-story romance science-fiction	0.992 0.984 0.971 0.968 0.952 0.927 0.908 0.835
650	mystery science-fiction fantasy fairy-tale classical film-noir detective love-story	0.937 0.906 0.875 0.826 0.783 0.653 0.624 0.615
651	drama historical cinema thriller heroic film-noir documentary gunfight	0.987 0.976 0.973 0.954 0.953 0.826 0.73 0.676
652	death comedy romance mystery humor murder historical film-noir	0.992 0.968 0.959 0.956 0.951 0.903 0.892 0.842
653	drama cinema horror thriller film-noir murder nightmare	0.984 0.982 0.981 0.975 0.968 0.965 0.772
654	crime cinema historical drama gangster mystery film-noir police	0.99 0.984 0.984 0.979 0.969 0.968 0.966 0.851
655	love-story romance family cinema thriller cartoon film-noir	0.973 0.958 0.94 0.94 0.882 0.633 0.519
656	cinema drama historical classical thriller film-noir documentary detective	0.961 0.946 0.916 0.827 0.801 0.771 0.711 0.615
657	drama historical thriller detective film-noir war	0.973 0.897 0.895 0.699 0.622 0.602
658	dance thriller	0.72 0.65
659	historical drama crime film-noir classical murder detective romance	0.941 0.932 0.844 0.841 0.751 0.733 0.717 0.56
660	comedy colorful summer	0.858 0.829 0.661
661	cinema western gunfight drama film-noir thriller action night	0.987 0.987 0.985 0.98 0.977 0.968 0.964 0.946
662	historical adventure love-story science-fiction thriller space-opera summer romantic	0.943 0.916 0.893 0.878 0.868 0.843 0.833 0.816
663	family love romance adventure historical wilderness space summer	0.879 0.869 0.865 0.816 0.811 0.782 0.777 0.697
664	western french documentary	0.747 0.612 0.535
665	space alien science-fiction alien-invasion cinema scary space-exploration thriller	0.993 0.989 0.988 0.974 0.965 0.951 0.949 0.904
666	blood horror cinema thriller film-noir nightmare	0.98 0.955 0.944 0.781 0.777 0.736
667	love-story romance cinema detective love heroism thriller	0.813 0.753 0.708 0.695 0.629 0.599 0.505
668	blood violence war cinema thriller action summer film-noir	0.974 0.94 0.919 0.867 0.85 0.781 0.762 0.741
669	blood comedy funny animated humor death	0.789 0.749 0.626 0.626 0.617 0.509
670	horror science-fiction survival cinema thriller alien-invasion gangster film-noir	0.939 0.913 0.898 0.887 0.852 0.762 0.685 0.67
671	horror cinema fiction science-fiction love-story romantic thriller nightmare	0.991 0.988 0.988 0.975 0.962 0.945 0.927 0.83
672	cartoon hero thriller	0.972 0.648 0.56
673	horror thriller cinema violence film-noir action escape gangster	0.991 0.979 0.971 0.967 0.957 0.925 0.919 0.855
674	cartoon animated comedy family thriller creepy	0.967 0.963 0.955 0.856 0.719 0.613
675	film-noir classical drama fantasy historical romance comedy	0.946 0.938 0.925 0.922 0.884 0.675 0.506
676	drama thriller fiction historical action war detective science-fiction	0.967 0.953 0.94 0.934 0.904 0.893 0.869 0.834
677	wilderness thriller action adventure science-fiction film-noir gangster love-story	0.96 0.952 0.938 0.924 0.781 0.679 0.517 0.504
678	nature cinema science-fiction apocalypse action documentary	0.921 0.835 0.705 0.62 0.604 0.572
679	cinema fantasy war action thriller cartoon comedy heroic	0.972 0.96 0.959 0.959 0.932 0.924 0.911 0.91
680	war historical action heroic gunfight gangster film-noir documentary	0.963 0.944 0.906 0.885 0.777 0.748 0.663 0.541
681	cinema thriller fantasy magic hero space-opera cartoon documentary	0.857 0.819 0.811 0.792 0.724 0.638 0.604 0.604
682	summer thriller romance family love action night documentary	0.985 0.912 0.9 0.869 0.811 0.751 0.709 0.65
683	space science-fiction space-travel space-opera space-exploration animation adventure thriller	0.977 0.969 0.95 0.948 0.907 0.893 0.885 0.866
684	war gunfight action heroism historical escape space-opera film-noir	0.983 0.982 0.976 0.944 0.937 0.891 0.866 0.834
685	crime mystery action historical	0.747 0.722 0.559 0.518
686	fantasy cinema space space-opera thriller space-exploration documentary	0.955 0.931 0.891 0.888 0.795 0.64 0.553
687	war historical cinema fighting action gunfight	0.909 0.887 0.872 0.76 0.689 0.592
688	cartoon family comedy animated fairy-tale adventure	0.981 0.975 0.974 0.962 0.841 0.738
689	drama thriller cinema action survival wildlife film-noir documentary	0.96 0.95 0.935 0.932 0.886 0.841 0.802 0.686
690	historical war survival documentary wilderness mystery nature death	0.979 0.905 0.872 0.857 0.82 0.758 0.654 0.606
691	horror dark film-noir thriller cinema detective night gangster	0.981 0.979 0.977 0.972 0.969 0.959 0.955 0.921
692	historical performance documentary humanity	0.984 0.945 0.815 0.798
693	thriller comedy action adventure fantasy film-noir romance love-affair	0.932 0.92 0.866 0.862 0.799 0.768 0.615 0.594
694	fiction love-affair romance thriller love hero science-fiction film-noir	0.972 0.952 0.941 0.929 0.924 0.848 0.65 0.617
695	comedy violence funny action thriller animation cartoon animated	0.976 0.972 0.969 0.909 0.899 0.78 0.763 0.761
696	historical cinema space	0.971 0.597 0.584
697	drama family	0.906 0.786
698	dark film-noir thriller comedy	0.923 0.638 0.62 0.585
699	fiction family romance love adventure love-affair	0.991 0.985 0.956 0.934 0.807 0.776
700	love-story romantic love thriller love-affair classical night space-opera	0.918 0.869 0.844 0.83 0.796 0.734 0.561 0.532
701	historical documentary death thriller film-noir love-story love-affair	0.962 0.892 0.693 0.67 0.585 0.563 0.525
702	historical french romantic summer	0.939 0.638 0.571 0.512
703	death heartbreak drama mystery thriller horror love-story film-noir	0.962 0.96 0.956 0.868 0.861 0.855 0.823 0.815
704	fiction romance thriller fairy-tale family fantasy science-fiction film-noir	0.978 0.942 0.926 0.919 0.905 0.882 0.787 0.717
705	love-story romantic love night summer classical thriller film-noir	0.975 0.975 0.969 0.959 0.907 0.852 0.799 0.743
706	horror cinema dark thriller creepy night film-noir ghosts	0.951 0.895 0.877 0.875 0.821 0.81 0.793 0.517
707	magic fairy-tale fantasy animation animated colorful summer cartoon	0.99 0.981 0.975 0.962 0.942 0.904 0.829 0.8
708	comedy love-affair thriller love-story violence film-noir love family	0.954 0.937 0.926 0.896 0.811 0.75 0.736 0.706
709	dance performance classical historical	0.988 0.96 0.866 0.63
710	death drama murder thriller documentary film-noir science-fiction romance	0.98 0.945 0.912 0.895 0.801 0.763 0.719 0.595
711	science-fiction fiction nature documentary action space-opera	0.883 0.84 0.77 0.71 0.631 0.615
712	gangster cartoon action hero war film-noir science-fiction adventure	0.921 0.853 0.832 0.827 0.824 0.712 0.644 0.641
713	drama historical thriller romance love film-noir classical	0.989 0.951 0.928 0.916 0.865 0.835 0.792
714	drama detective historical film-noir science-fiction documentary love-story romance	0.913 0.897 0.831 0.806 0.711 0.667 0.642 0.533
715	death thriller murder war action horror heartbreak love-affair	0.994 0.974 0.973 0.961 0.954 0.952 0.946 0.841
716	family heartwarming comedy night summer love-story	0.98 0.976 0.927 0.855 0.803 0.781
717	crime thriller detective murder documentary	0.969 0.882 0.863 0.816 0.809
718	film-noir mystery thriller horror adventure fairy-tale romance documentary	0.934 0.925 0.882 0.881 0.806 0.784 0.727 0.718
719	cinema dark western	0.744 0.722 0.508
720	hero war cinema action thriller romance	0.957 0.926 0.915 0.887 0.844 0.681
721	comedy cartoon gangster thriller family violence	0.951 0.865 0.837 0.788 0.757 0.591
722	adventure family love-story night historical documentary love-affair summer	0.809 0.807 0.806 0.775 0.768 0.747 0.742 0.695
723	family thriller cartoon action gangster romance love	0.875 0.819 0.743 0.723 0.708 0.677 0.566
724	comedy family romance love-story cartoon love love-affair thriller	0.931 0.909 0.898 0.872 0.817 0.795 0.79 0.692
725	space adventure thriller night horror documentary space-travel space-exploration	0.881 0.85 0.807 0.696 0.691 0.66 0.572 0.57
726	comedy funny thriller animated cartoon romance documentary	0.922 0.882 0.803 0.777 0.765 0.602 0.547
727	love-story love romance love-affair romantic death heartbreak thriller	0.986 0.98 0.978 0.964 0.963 0.93 0.92 0.87
728	animated family cinema thriller	0.943 0.91 0.777 0.608
729	drama heartwarming romance family thriller love detective film-noir	0.937 0.917 0.861 0.78 0.767 0.766 0.684 0.529
730	historical fiction french classical wedding love-affair thriller	0.916 0.909 0.903 0.864 0.722 0.658 0.536
731	drama love-story romantic family fairy-tale thriller mystery historical	0.972 0.957 0.915 0.879 0.864 0.847 0.824 0.804
732	comedy humor detective family romance documentary love historical	0.925 0.858 0.852 0.765 0.735 0.631 0.603 0.585
733	funny thriller family adventure animation cartoon animated	0.883 0.855 0.813 0.807 0.739 0.65 0.579
734	historical	0.423
735	historical thriller film-noir love-story documentary	0.969 0.869 0.718 0.692 0.648
736	fantasy dark magic film-noir animation night adventure thriller	0.952 0.937 0.93 0.91 0.91 0.869 0.808 0.808
737	horror thriller night adventure mystery fairy-tale film-noir cartoon	0.893 0.854 0.825 0.749 0.712 0.706 0.684 0.604
738	relationship love-affair family romance thriller love-story romantic love	0.956 0.901 0.873 0.82 0.82 0.764 0.735 0.712
739	love-story drama romance romantic love-affair thriller film-noir fairy-tale	0.991 0.989 0.984 0.981 0.974 0.919 0.773 0.727
740	fiction romantic love love-affair thriller historical adventure film-noir	0.991 0.969 0.961 0.94 0.902 0.871 0.72 0.662
741	night historical dark thriller classical film-noir	0.944 0.931 0.768 0.759 0.752 0.555
742	crime thriller survival action murder heroism detective film-noir	0.976 0.923 0.85 0.81 0.778 0.774 0.751 0.628
743	cinema drama thriller romance love-story	0.941 0.915 0.823 0.593 0.54
744	thriller love-story space documentary	0.764 0.7 0.66 0.641
745	drama historical thriller classical violence crime documentary gangster	0.973 0.944 0.894 0.818 0.786 0.764 0.569 0.541
746	documentary humor hero science-fiction thriller classical adventure	0.902 0.878 0.727 0.708 0.679 0.661 0.641
747	comedy animation animated funny family cartoon historical	0.971 0.949 0.931 0.924 0.915 0.91 0.52
748	historical thriller love-story romance classical love documentary film-noir	0.907 0.892 0.883 0.875 0.761 0.722 0.693 0.663
749	relationship love comedy romance love-affair wedding detective	0.98 0.954 0.952 0.942 0.941 0.927 0.78
750	historical documentary adventure thriller humanity family	0.968 0.955 0.954 0.882 0.872 0.784
751	death cinema thriller night epic love-story romance love	0.971 0.97 0.956 0.953 0.874 0.867 0.833 0.772
752	death horror murder thriller cinema action gunfight police	0.972 0.97 0.967 0.94 0.925 0.886 0.851 0.604
753	night dark space thriller film-noir adventure documentary	0.893 0.877 0.85 0.795 0.616 0.546 0.516
754	cinema thriller film-noir gunfight gangster documentary cartoon	0.956 0.867 0.842 0.77 0.694 0.639 0.517
755	cinema cartoon fantasy family space-opera superhero gangster	0.962 0.96 0.933 0.903 0.608 0.589 0.577
756	wedding relationship love-story romance family romantic love love-affair	0.982 0.972 0.972 0.961 0.961 0.957 0.932 0.91
757	space historical space-travel space-opera science-fiction adventure space-exploration fantasy	0.983 0.978 0.942 0.936 0.914 0.911 0.887 0.839
758	space science-fiction cyberpunk cartoon space-exploration thriller action	0.939 0.932 0.828 0.801 0.768 0.677 0.528
759	comedy cinema documentary family fantasy historical action love-story	0.922 0.897 0.863 0.837 0.825 0.815 0.727 0.724
760	scary horror thriller cinema nightmare night ghosts film-noir	0.984 0.98 0.94 0.914 0.837 0.717 0.683 0.65
761	thriller night science-fiction fantasy action documentary space-opera	0.897 0.886 0.732 0.673 0.662 0.632 0.55
762	romance love-story romantic love love-affair thriller	0.97 0.969 0.955 0.947 0.917 0.512
763	comedy funny romantic family love thriller love-affair cartoon	0.988 0.975 0.95 0.945 0.944 0.89 0.882 0.508
764	fiction love-story fairy-tale adventure thriller fantasy	0.932 0.848 0.82 0.766 0.694 0.611
765	animation cartoon adventure animated historical family science-fiction	0.884 0.846 0.816 0.816 0.671 0.556 0.531
766	performance humanity historical thriller documentary	0.947 0.899 0.855 0.704 0.694
767	cinema thriller crime documentary love-story	0.839 0.836 0.769 0.606 0.515
768	horror comedy thriller ghosts funny family film-noir nightmare	0.985 0.969 0.953 0.948 0.908 0.89 0.728 0.668
769	war historical cinema documentary thriller	0.94 0.94 0.874 0.848 0.613
770	horror cinema thriller fantasy romance love-story film-noir magic	0.974 0.945 0.941 0.938 0.927 0.918 0.907 0.88
771	thriller funny science-fiction cartoon film-noir	0.911 0.906 0.857 0.735 0.596
772	family cartoon animated comedy	0.963 0.938 0.877 0.808
773	drama police detective cinema documentary thriller film-noir murder	0.937 0.936 0.92 0.913 0.909 0.874 0.69 0.632
774	fiction drama historical science-fiction thriller documentary apocalypse heroic	0.975 0.97 0.942 0.917 0.913 0.831 0.588 0.574
775	fiction relationship mystery love-story romance documentary love science-fiction	0.961 0.935 0.887 0.885 0.826 0.809 0.787 0.542
776	magic dreams fairy-tale fantasy love-story love cartoon love-affair	0.99 0.986 0.981 0.975 0.899 0.882 0.825 0.601
777	horror fantasy cinema thriller animated cartoon action gangster	0.888 0.883 0.842 0.809 0.793 0.769 0.617 0.612
778	romance love-story gangster romantic historical love documentary humanity	0.823 0.78 0.753 0.735 0.7 0.618 0.598 0.596
779	survival escape cinema thriller horror action	0.847 0.786 0.736 0.736 0.649 0.62
780	humor comedy funny cartoon family documentary	0.994 0.993 0.991 0.966 0.927 0.609
781	french love-story love romance love-affair romantic	0.974 0.945 0.921 0.908 0.906 0.854
782	fairy-tale adventure cartoon love-story space-opera thriller documentary romantic	0.86 0.856 0.819 0.769 0.741 0.732 0.614 0.568
783	comedy family humor funny historical	0.851 0.73 0.716 0.636 0.582
784	horror cinema thriller night dark nightmare film-noir space-opera	0.908 0.884 0.878 0.838 0.805 0.785 0.744 0.743
785	love-story relationship heartwarming romance emotion humanity family night	0.972 0.968 0.96 0.946 0.939 0.915 0.837 0.646
786	family drama comedy historical animated love-affair	0.987 0.961 0.87 0.748 0.709 0.637
787	relationship space family romance love-affair night	0.986 0.979 0.885 0.85 0.79 0.69
788	scary horror mystery creepy thriller nightmare survival ghosts	0.979 0.974 0.952 0.948 0.923 0.789 0.724 0.723
789	wildlife adventure summer relaxation thriller	0.98 0.924 0.894 0.739 0.679
790	comedy hero gangster thriller animated cartoon love-story heartbreak	0.941 0.822 0.817 0.795 0.783 0.705 0.705 0.665
791	family night summer thriller	0.977 0.706 0.53 0.505
792	violence performance drama thriller murder	0.931 0.902 0.872 0.821 0.797
793	historical drama thriller documentary mystery	0.903 0.857 0.623 0.61 0.514
794	mystery horror thriller heartbreak dreams death love-story murder	0.978 0.977 0.971 0.94 0.929 0.893 0.888 0.789
795	gangster comedy thriller detective love-story historical love-affair film-noir	0.883 0.882 0.861 0.778 0.762 0.679 0.622 0.62
796	emotion humanity thriller documentary	0.952 0.845 0.642 0.551
797	science-fiction historical cinema fiction thriller space-opera night documentary	0.94 0.91 0.908 0.861 0.819 0.718 0.626 0.589
798	comedy drama violence gangster dark action film-noir death	0.97 0.956 0.846 0.807 0.72 0.693 0.69 0.594
799	comedy family cartoon love-story animated documentary	0.943 0.932 0.84 0.718 0.646 0.519
800	horror thriller comedy cinema nightmare film-noir cartoon documentary	0.969 0.945 0.936 0.927 0.889 0.887 0.626 0.554
801	space thriller space-opera adventure space-travel summer space-exploration	0.946 0.772 0.736 0.719 0.672 0.664 0.562
802	action thriller gunfight cinema war survival film-noir	0.967 0.955 0.95 0.948 0.86 0.727 0.658
803	space cinema space-opera science-fiction thriller documentary	0.949 0.885 0.858 0.826 0.777 0.718
804	comedy humor funny historical thriller hero documentary gangster	0.886 0.825 0.749 0.734 0.725 0.707 0.638 0.539
805	crime mystery murder detective thriller film-noir gangster	0.994 0.994 0.992 0.987 0.971 0.913 0.58
806	violence drama gangster cinema action science-fiction historical alien-invasion	0.976 0.969 0.968 0.959 0.953 0.873 0.78 0.641
807	drama murder thriller violence mystery film-noir	0.935 0.742 0.641 0.625 0.518 0.514
808	cinema thriller science-fiction documentary animated cartoon space-opera historical	0.94 0.861 0.81 0.784 0.721 0.686 0.638 0.612
809	cinema thriller summer love-story family film-noir romantic love	0.911 0.87 0.853 0.706 0.617 0.578 0.576 0.526
810	dark cinema fantasy film-noir thriller night ghosts magic	0.954 0.934 0.925 0.924 0.913 0.899 0.851 0.784
811	classical documentary heartwarming	0.926 0.893 0.689
812	love-story thriller romance historical love film-noir gangster romantic	0.805 0.786 0.742 0.692 0.637 0.619 0.618 0.586
813	drama	0.701
814	historical comedy documentary love-story summer thriller night film-noir	0.945 0.872 0.865 0.785 0.767 0.599 0.559 0.549
815	relaxation summer love love-affair family romantic film-noir night	0.952 0.915 0.9 0.895 0.891 0.885 0.592 0.55
816	cartoon fiction horror death fantasy thriller	0.941 0.915 0.908 0.905 0.836 0.721
817	comedy thriller humor funny cartoon film-noir love-affair heartbreak	0.869 0.815 0.809 0.803 0.723 0.6 0.59 0.563
818	animated romance love-story cartoon love love-affair thriller heartbreak	0.866 0.853 0.853 0.793 0.747 0.681 0.616 0.509
819	comedy hero funny action thriller adventure gangster love-affair	0.916 0.891 0.841 0.83 0.824 0.788 0.612 0.525
820	space comedy science-fiction space-opera space-exploration funny alien-invasion thriller	0.995 0.989 0.982 0.98 0.98 0.971 0.83 0.82
821	drama romantic family mystery thriller love-affair love dark	0.941 0.819 0.804 0.782 0.662 0.651 0.581 0.559
822	drama cartoon family thriller film-noir romance love documentary	0.936 0.841 0.763 0.76 0.718 0.686 0.667 0.633
823	cinema film-noir thriller escape documentary	0.933 0.771 0.74 0.725 0.546
824	adventure thriller western historical colorful documentary	0.851 0.841 0.738 0.728 0.701 0.546
825	space cinema alien science-fiction alien-invasion thriller space-opera documentary	0.989 0.979 0.958 0.945 0.94 0.94 0.94 0.813
826	mystery ghosts fantasy drama cinema thriller film-noir nightmare	0.984 0.977 0.968 0.961 0.952 0.952 0.928 0.769
827	cinema summer thriller love-story family romantic dark film-noir	0.959 0.908 0.873 0.864 0.791 0.71 0.591 0.587
828	wilderness historical wildlife western documentary thriller	0.96 0.937 0.905 0.743 0.697 0.643
829	escape crime survival thriller action gangster detective film-noir	0.977 0.926 0.926 0.909 0.825 0.714 0.669 0.582
830	space-opera action historical space superhero cartoon	0.75 0.736 0.713 0.633 0.59 0.545
831	escape cinema drama thriller film-noir police	0.99 0.979 0.972 0.966 0.737 0.715
832	fiction comedy funny documentary	0.901 0.687 0.66 0.602
833	violence gunfight thriller action cinema drama gangster	0.939 0.893 0.824 0.775 0.748 0.72 0.582
834	horror scary night ghosts cinema thriller nightmare cartoon	0.991 0.988 0.965 0.962 0.962 0.931 0.926 0.706
835	heartbreak love-affair love-story comedy romance love thriller film-noir	0.857 0.841 0.812 0.789 0.775 0.648 0.577 0.527
836	fairy-tale historical cartoon fantasy classical film-noir romantic documentary	0.937 0.911 0.896 0.815 0.771 0.701 0.605 0.577
837	fiction humanity historical detective	0.902 0.878 0.829 0.803
838	police crime drama war violence gunfight action film-noir	0.98 0.95 0.902 0.886 0.885 0.882 0.852 0.603
839	wilderness wildlife nature horror fantasy cinema scary documentary	0.936 0.936 0.934 0.88 0.88 0.84 0.819 0.653
840	survival cinema action heroism war documentary film-noir superhero	0.981 0.968 0.934 0.93 0.917 0.706 0.697 0.664
841	drama cinema thriller film-noir love-story romance documentary cartoon	0.952 0.936 0.885 0.876 0.751 0.69 0.689 0.677
842	fiction fairy-tale comedy cartoon adventure love-affair	0.992 0.977 0.898 0.858 0.806 0.622
843	cartoon comedy funny family thriller animated film-noir horror	0.957 0.935 0.893 0.807 0.73 0.727 0.656 0.632
844	violence action adventure police documentary love-affair	0.898 0.851 0.846 0.661 0.643 0.503
845	comedy funny dance animation action cartoon animated space-opera	0.987 0.978 0.965 0.916 0.897 0.874 0.873 0.506
846	relationship love love-story romantic love-affair	0.931 0.906 0.861 0.728 0.673
847	detective love-story heartwarming hero romance love-affair family documentary	0.932 0.921 0.905 0.881 0.878 0.86 0.841 0.794
848	murder crime drama thriller film-noir gunfight romance love-story	0.992 0.989 0.979 0.969 0.901 0.897 0.828 0.821
849	cinema thriller action gunfight comedy war film-noir nightmare	0.977 0.975 0.975 0.969 0.948 0.944 0.803 0.659
850	performance thriller mystery humanity relationship detective crime	0.961 0.853 0.82 0.764 0.749 0.576 0.573
851	relationship love-story romance love romantic mystery love-affair	0.968 0.938 0.929 0.878 0.841 0.825 0.774
852	violence blood horror murder cinema dark thriller nightmare	0.988 0.982 0.977 0.972 0.948 0.939 0.934 0.824
853	death cinema horror documentary thriller science-fiction mystery	0.981 0.871 0.829 0.621 0.598 0.588 0.531
854	comedy dark humor funny cinema film-noir thriller nightmare	0.878 0.861 0.857 0.843 0.838 0.726 0.72 0.565
855	drama cinema love romantic fantasy animated thriller cartoon	0.952 0.927 0.808 0.807 0.8 0.713 0.618 0.525
856	night space dark film-noir documentary space-opera thriller adventure	0.984 0.932 0.922 0.866 0.859 0.813 0.809 0.783
857	french fiction romance love-story romantic love-affair love documentary	0.954 0.948 0.925 0.914 0.901 0.883 0.775 0.755
858	mystery horror family cinema cartoon nightmare science-fiction	0.969 0.963 0.872 0.782 0.771 0.675 0.525
859	humor funny comedy cartoon	0.991 0.984 0.973 0.76
860	fiction documentary thriller historical science-fiction survival cartoon	0.964 0.853 0.834 0.777 0.703 0.612 0.608
861	cinema historical fantasy classical romantic film-noir thriller	0.975 0.909 0.869 0.808 0.723 0.655 0.602
862	comedy animated cartoon thriller night escape	0.944 0.888 0.79 0.724 0.564 0.555
863	historical french family classical romantic adventure film-noir summer	0.921 0.724 0.722 0.662 0.602 0.553 0.537 0.537
864	historical humanity family documentary war love-affair	0.96 0.949 0.928 0.904 0.772 0.553
865	night horror thriller animation heartwarming animated adventure dark	0.838 0.823 0.823 0.746 0.737 0.681 0.631 0.592
866	drama hero thriller love-story detective romance love documentary	0.957 0.929 0.86 0.849 0.818 0.739 0.706 0.515
867	humanity space-opera thriller science-fiction documentary space-exploration love-affair western	0.938 0.921 0.884 0.877 0.863 0.838 0.73 0.689
868	emotion love-story heartwarming love relationship love-affair romance thriller	0.984 0.981 0.979 0.973 0.971 0.965 0.965 0.903
869	comedy animation animated cartoon love-affair gangster fairy-tale film-noir	0.98 0.867 0.807 0.735 0.734 0.684 0.67 0.647
870	emotion love-story thriller love-affair love documentary relationship romantic	0.925 0.876 0.872 0.829 0.779 0.743 0.71 0.705
871	summer adventure western comedy	0.874 0.818 0.749 0.636
872	love-story love romance love-affair romantic comedy family heartbreak	0.991 0.983 0.979 0.973 0.965 0.948 0.843 0.827
873	love-story romance animation love wedding animated thriller cartoon	0.914 0.905 0.889 0.844 0.772 0.642 0.614 0.549
874	dreams romance thriller love dance	0.776 0.769 0.709 0.616 0.564
875	love love-story heartwarming emotion romance romantic love-affair	0.989 0.984 0.979 0.974 0.97 0.964 0.863
876	humor comedy crime cinema documentary	0.878 0.861 0.819 0.814 0.589
877	escape space	0.624 0.516
878	comedy humor cartoon animated love-affair family	0.979 0.976 0.956 0.912 0.792 0.748
879	cinema heroism thriller war gunfight violence action documentary	0.925 0.898 0.88 0.867 0.731 0.725 0.683 0.547
880	love-affair	0.362
881	humor comedy crime cinema documentary	0.878 0.861 0.819 0.814 0.589
882	historical space hero humanity comedy documentary	0.955 0.747 0.719 0.675 0.618 0.565
883	fiction historical crime documentary thriller film-noir detective	0.979 0.938 0.924 0.924 0.867 0.582 0.529
884	historical western action classical wildlife documentary cartoon	0.958 0.798 0.717 0.645 0.641 0.628 0.549
885	mystery ghosts horror film-noir drama thriller cinema documentary	0.981 0.979 0.969 0.925 0.923 0.92 0.856 0.638
886	comedy humor documentary thriller nature family science-fiction film-noir	0.901 0.891 0.846 0.827 0.785 0.757 0.637 0.507
887	heartwarming love-story romance love-affair thriller night adventure documentary	0.951 0.935 0.895 0.864 0.802 0.712 0.67 0.587
888	relationship night romantic love thriller film-noir dark summer	0.975 0.966 0.938 0.916 0.909 0.702 0.61 0.6
889	dance performance romance love-affair classical thriller documentary	0.984 0.95 0.931 0.901 0.716 0.611 0.525
890	fighting action cinema gunfight thriller science-fiction heroic alien-invasion	0.989 0.982 0.963 0.951 0.94 0.891 0.831 0.709
891	drama cinema film-noir love-story romance nightmare documentary	0.924 0.89 0.76 0.701 0.667 0.575 0.564
892	animated magic cartoon humor comedy french	0.944 0.94 0.893 0.874 0.874 0.622
893	family performance romance love-affair relationship dreams historical love	0.914 0.897 0.89 0.867 0.865 0.819 0.794 0.698
894	family thriller funny night adventure love-story	0.979 0.922 0.914 0.905 0.785 0.622
895	scary horror cinema thriller nightmare night ghosts film-noir	0.99 0.986 0.976 0.964 0.92 0.844 0.72 0.606
896	heartwarming drama romance love-story love-affair family night	0.951 0.949 0.911 0.875 0.818 0.726 0.582
897	science-fiction historical animated thriller space fantasy documentary ghosts	0.902 0.889 0.845 0.818 0.76 0.7 0.656 0.517
898	fiction drama thriller documentary love-story romance detective love	0.958 0.954 0.88 0.733 0.725 0.712 0.688 0.537
899	night family adventure romantic dark film-noir cartoon documentary	0.912 0.783 0.705 0.692 0.592 0.54 0.529 0.512
900	animation animated mystery documentary fantasy cartoon thriller adventure	0.924 0.894 0.858 0.851 0.842 0.836 0.806 0.756
901	humor magic cartoon comedy animated mystery thriller	0.973 0.946 0.946 0.915 0.91 0.57 0.529
902	comedy humor cinema western thriller film-noir gunfight science-fiction	0.991 0.988 0.988 0.971 0.957 0.86 0.845 0.799
903	relaxation love-story thriller animation animated summer film-noir romantic	0.842 0.832 0.821 0.796 0.742 0.726 0.675 0.657
904	colorful romance love-story love romantic love-affair french fairy-tale	0.965 0.961 0.957 0.95 0.946 0.908 0.901 0.624
905	fiction fairy-tale romance historical thriller love film-noir	0.994 0.946 0.945 0.934 0.922 0.809 0.604
906	love romance family thriller adventure documentary	0.933 0.919 0.837 0.818 0.662 0.543
907	wildlife cartoon comedy thriller nature funny humor wilderness	0.901 0.84 0.777 0.766 0.764 0.761 0.688 0.66
908	comedy humor fiction cartoon family thriller love-affair	0.97 0.952 0.939 0.848 0.781 0.71 0.608
909	thriller love-affair love-story nature adventure film-noir romantic	0.879 0.78 0.745 0.66 0.659 0.623 0.508
910	fiction comedy drama documentary thriller film-noir night romance	0.868 0.854 0.831 0.776 0.613 0.52 0.513 0.504
911	fantasy romance love-story thriller adventure magic dark night	0.981 0.975 0.974 0.969 0.941 0.906 0.888 0.819
912	police historical drama cinema documentary gunfight film-noir	0.986 0.971 0.933 0.878 0.876 0.842 0.717
913	love-story death love love-affair romance heartbreak thriller film-noir	0.972 0.96 0.959 0.951 0.947 0.913 0.865 0.787
914	wildlife nature wilderness fantasy thriller horror science-fiction	0.992 0.982 0.97 0.87 0.824 0.774 0.717
915	colorful nature emotion family dark summer	0.98 0.811 0.774 0.735 0.589 0.563
916	space science-fiction space-exploration space-opera cinema alien thriller escape	0.996 0.986 0.983 0.969 0.931 0.92 0.9 0.895
917	space cinema science-fiction thriller space-opera space-exploration film-noir	0.855 0.846 0.812 0.792 0.705 0.699 0.565
918	adventure thriller romance love-story love-affair	0.809 0.773 0.666 0.625 0.525
919	cinema family documentary thriller fantasy crime ghosts film-noir	0.949 0.88 0.876 0.864 0.711 0.675 0.569 0.537
920	comedy funny animated detective mystery science-fiction documentary action	0.971 0.935 0.887 0.773 0.757 0.663 0.647 0.611
921	love-story romance love-affair love romantic thriller historical dark	0.973 0.961 0.953 0.942 0.938 0.907 0.823 0.677
922	death murder drama horror thriller cinema mystery ghosts	0.99 0.966 0.959 0.951 0.929 0.929 0.921 0.826
923	thriller film-noir action dark adventure fantasy hero cartoon	0.902 0.823 0.798 0.792 0.78 0.768 0.739 0.699
924	cinema thriller mystery western cartoon film-noir action	0.823 0.766 0.647 0.636 0.616 0.591 0.505
925	love-story love thriller romance escape documentary nightmare film-noir	0.933 0.915 0.905 0.875 0.762 0.682 0.65 0.635
926	thriller documentary space-opera adventure science-fiction animation animated dark	0.818 0.815 0.759 0.756 0.745 0.744 0.688 0.679
927	mystery love romance fairy-tale romantic	0.907 0.894 0.832 0.725 0.713
928	fiction	0.909
929	fiction mystery detective comedy thriller adventure police love-affair	0.976 0.968 0.962 0.938 0.917 0.821 0.731 0.579
930	science-fiction action comedy animated mystery space gunfight	0.922 0.913 0.889 0.884 0.722 0.72 0.54
931	historical science-fiction fantasy mystery alien documentary cartoon film-noir	0.927 0.923 0.901 0.877 0.802 0.73 0.639 0.521
932	family animation adventure animated cartoon humanity love-story thriller	0.951 0.943 0.917 0.914 0.907 0.888 0.847 0.79
933	death family heartbreak thriller documentary	0.987 0.727 0.6 0.552 0.542
934	drama wedding romantic love-story love-affair thriller family love	0.973 0.968 0.913 0.91 0.883 0.866 0.843 0.801
935	cinema romantic love-story thriller summer family documentary film-noir	0.861 0.846 0.84 0.763 0.697 0.669 0.641 0.631
936	comedy violence action gangster	0.873 0.757 0.733 0.67
937	nature wilderness wildlife documentary adventure thriller science-fiction	0.973 0.971 0.964 0.881 0.87 0.748 0.612
938	emotion heartwarming love-story dance romance animated romantic love-affair	0.982 0.929 0.873 0.822 0.771 0.764 0.762 0.582
939	murder crime death violence drama thriller detective gunfight	0.993 0.989 0.989 0.982 0.973 0.969 0.946 0.924
940	comedy animation action cartoon thriller adventure war space-opera	0.916 0.894 0.801 0.788 0.755 0.73 0.65 0.563
941	drama heartwarming hero historical classical family documentary romance	0.959 0.891 0.831 0.767 0.734 0.707 0.678 0.657
942	love love-story relationship romance emotion romantic love-affair heartbreak	0.993 0.992 0.989 0.989 0.988 0.982 0.98 0.93
943	death murder violence drama horror gunfight thriller	0.983 0.977 0.976 0.94 0.937 0.924 0.897
944	historical classical cinema documentary thriller	0.984 0.941 0.938 0.607 0.542
945	humor comedy cartoon cinema thriller science-fiction film-noir detective	0.991 0.985 0.968 0.957 0.823 0.708 0.661 0.62
946	detective adventure thriller cartoon romance wildlife film-noir love-affair	0.989 0.974 0.96 0.96 0.891 0.881 0.842 0.765
947	cinema cartoon thriller historical film-noir classical space-opera	0.906 0.757 0.718 0.697 0.646 0.623 0.592
948	comedy action thriller love-affair romance heartbreak night film-noir	0.935 0.835 0.819 0.692 0.668 0.631 0.624 0.527
949	heartwarming documentary	0.787 0.518
950	historical love-story family romance documentary thriller romantic love	0.926 0.775 0.764 0.757 0.753 0.732 0.559 0.514
951	cinema historical family mystery documentary	0.857 0.714 0.704 0.675 0.522
952	comedy humor colorful dark romance film-noir love family	0.967 0.963 0.932 0.906 0.806 0.781 0.778 0.739
953	hero heroic action thriller humanity war historical cartoon	0.958 0.92 0.833 0.814 0.811 0.792 0.703 0.547
954	humor comedy	0.685 0.678
955	night nature summer adventure thriller relaxation documentary space-opera	0.975 0.933 0.912 0.912 0.902 0.898 0.87 0.794
956	comedy humor thriller romance family love-affair fairy-tale film-noir	0.981 0.979 0.909 0.816 0.807 0.73 0.726 0.688
957	comedy funny dance thriller love-story love romance	0.937 0.917 0.82 0.762 0.724 0.595 0.551
958	drama love-story love family documentary death romance film-noir	0.936 0.876 0.83 0.76 0.755 0.755 0.751 0.595
959	comedy relaxation mystery thriller love-affair cartoon animated film-noir	0.975 0.936 0.878 0.845 0.768 0.593 0.532 0.527
960	horror night dark thriller documentary	0.764 0.705 0.662 0.591 0.535
961	historical love-story romance thriller romantic love space-opera documentary	0.942 0.859 0.842 0.814 0.764 0.644 0.621 0.567
962	romance love-story romantic thriller fairy-tale love adventure film-noir	0.893 0.865 0.855 0.778 0.774 0.747 0.736 0.649
963	violence gunfight thriller action gangster	0.847 0.797 0.723 0.71 0.692
964	relaxation summer family historical documentary adventure night thriller	0.916 0.868 0.789 0.743 0.741 0.731 0.703 0.655
965	humor comedy funny cartoon animation animated fairy-tale	0.995 0.988 0.986 0.983 0.912 0.828 0.62
966	relationship love-affair love-story romance romantic love thriller detective	0.989 0.984 0.982 0.977 0.97 0.97 0.922 0.887
967	fairy-tale fantasy cartoon historical hero family adventure mystery	0.974 0.964 0.929 0.925 0.915 0.914 0.848 0.821
968	police detective drama historical thriller war film-noir documentary	0.984 0.982 0.952 0.923 0.901 0.867 0.852 0.801
969	cartoon fairy-tale fiction comedy family adventure summer romance	0.991 0.973 0.964 0.943 0.91 0.836 0.802 0.548
970	heartwarming love love-story romance heartbreak romantic dreams dance	0.966 0.944 0.922 0.889 0.881 0.85 0.793 0.754
971	historical cinema documentary classical thriller love-story	0.907 0.873 0.747 0.687 0.607 0.572
972	wildlife love love-story love-affair	0.916 0.869 0.833 0.784
973	death performance comedy documentary	0.969 0.947 0.769 0.562
974	violence drama cinema thriller war film-noir space-opera	0.973 0.965 0.941 0.924 0.905 0.797 0.512
975	scary horror thriller cinema nightmare escape ghosts film-noir	0.992 0.99 0.981 0.959 0.942 0.756 0.692 0.667
976	cinema thriller space-opera documentary space	0.962 0.931 0.7 0.601 0.547
977	comedy drama cinema romance thriller family escape	0.9 0.899 0.866 0.7 0.692 0.655 0.542
978	mystery drama thriller cinema escape space-opera film-noir documentary	0.951 0.942 0.923 0.921 0.872 0.828 0.717 0.713
979	thriller violence action gunfight fighting science-fiction murder animated	0.949 0.935 0.929 0.902 0.882 0.819 0.755 0.725
980	night horror thriller love-affair dark film-noir documentary adventure	0.985 0.913 0.852 0.815 0.794 0.781 0.575 0.558
981	wilderness horror nature crime war thriller action adventure	0.97 0.945 0.942 0.935 0.928 0.918 0.872 0.868
982	crime thriller violence scary action survival death heroism	0.975 0.964 0.957 0.954 0.944 0.929 0.864 0.822
983	romance love-story romantic cinema family love film-noir	0.955 0.942 0.931 0.901 0.892 0.862 0.545
984	mystery documentary fantasy thriller science-fiction film-noir ghosts detective	0.951 0.87 0.814 0.812 0.798 0.79 0.669 0.615
985	thriller love-story love-affair romance love film-noir heartbreak	0.848 0.83 0.803 0.767 0.708 0.657 0.59
986	cinema thriller science-fiction action documentary dark film-noir	0.924 0.905 0.787 0.78 0.616 0.564 0.522
987	fantasy cinema thriller space-opera alien action nightmare film-noir	0.951 0.905 0.893 0.891 0.882 0.838 0.766 0.707
988	fantasy animation romance thriller romantic adventure	0.815 0.768 0.754 0.703 0.703 0.517
989	funny animation animated dance family	0.92 0.889 0.853 0.834 0.648
990	love-story love romantic love-affair historical classical thriller fairy-tale	0.968 0.956 0.936 0.915 0.902 0.833 0.825 0.735
991	western historical drama heartwarming dreams	0.893 0.882 0.671 0.629 0.585
992	nature cinema escape cartoon science-fiction horror	0.938 0.915 0.845 0.565 0.546 0.544
993	hero superhero cinema epic thriller cartoon	0.992 0.98 0.927 0.876 0.808 0.789
994	death heartbreak crime drama mystery violence murder horror	0.975 0.96 0.949 0.945 0.834 0.812 0.809 0.771
995	love-story love romance love-affair romantic comedy thriller dance	0.972 0.963 0.96 0.953 0.947 0.936 0.813 0.805
996	colorful cartoon adventure family thriller science-fiction dark documentary	0.921 0.874 0.814 0.784 0.776 0.712 0.648 0.631
997	family comedy funny adventure love-affair death documentary	0.99 0.907 0.793 0.792 0.575 0.567 0.528
998	adventure thriller love-story western	0.763 0.703 0.64 0.554
999	space documentary thriller historical film-noir	0.73 0.674 0.607 0.564 0.541
1000	comedy thriller action cinema night film-noir	0.908 0.832 0.821 0.818 0.687 0.642
1001	humor comedy thriller cartoon family science-fiction documentary	0.95 0.935 0.799 0.778 0.617 0.616 0.567
1002	horror thriller murder cartoon humanity detective nature police	0.963 0.918 0.794 0.776 0.771 0.766 0.683 0.57
1003	comedy humor cartoon animated love-affair family	0.979 0.976 0.956 0.912 0.792 0.748
1004	hero historical western action thriller	0.983 0.982 0.982 0.923 0.9
1005	drama french love-story romance love historical film-noir	0.965 0.945 0.923 0.902 0.832 0.662 0.545
1006	apocalypse historical science-fiction space space-opera horror action space-exploration	0.958 0.937 0.93 0.9 0.833 0.823 0.589 0.512
1007	humor comedy thriller animated family romance film-noir documentary	0.972 0.962 0.877 0.854 0.835 0.751 0.624 0.606
1008	violence thriller documentary death crime film-noir action murder	0.783 0.683 0.652 0.644 0.629 0.518 0.508 0.504
1009	crime love-affair love-story thriller romantic love fairy-tale adventure	0.945 0.869 0.86 0.824 0.779 0.723 0.635 0.618
1010	colorful documentary	0.879 0.556
1011	comedy adventure thriller western family love-affair night action	0.943 0.91 0.881 0.872 0.856 0.827 0.82 0.811
1012	mystery relationship documentary love-story romance	0.855 0.808 0.805 0.588 0.513
1013	wildlife cinema survival thriller action mystery	0.945 0.862 0.841 0.837 0.726 0.64
1014	family romance love-story funny summer love-affair wedding	0.979 0.955 0.924 0.845 0.795 0.719 0.572
1015	western heartwarming thriller war adventure action heroic love-story	0.948 0.905 0.879 0.867 0.855 0.836 0.815 0.763
1016	cinema thriller escape	0.763 0.629 0.509
1017	nature relaxation wildlife wilderness	0.96 0.921 0.808 0.705
1018	funny heartbreak dance thriller love romance gangster film-noir	0.943 0.911 0.908 0.903 0.853 0.814 0.727 0.642
1019	death murder drama horror blood action detective gangster	0.966 0.964 0.944 0.944 0.902 0.886 0.858 0.851
1020	drama cinema mystery film-noir dark thriller ghosts documentary	0.984 0.982 0.974 0.964 0.952 0.948 0.793 0.645
1021	historical drama	0.73 0.603
1022	comedy thriller performance documentary adventure	0.952 0.791 0.769 0.545 0.512
1023	family relationship love love-story	0.983 0.927 0.761 0.677
1024	drama love-story romantic love-affair love wedding thriller film-noir	0.982 0.936 0.933 0.892 0.877 0.732 0.697 0.645
1025	violence night drama escape action dark war film-noir	0.942 0.898 0.887 0.846 0.811 0.781 0.751 0.614
1026	fiction nature wilderness adventure historical fantasy western romance	0.977 0.975 0.963 0.958 0.958 0.95 0.947 0.81
1027	violence gunfight action cinema thriller drama murder war	0.982 0.98 0.978 0.974 0.972 0.956 0.928 0.906
1028	humor comedy heartbreak family cartoon film-noir	0.974 0.948 0.821 0.799 0.739 0.613
1029	crime documentary police	0.893 0.671 0.631
1030	comedy family western cartoon love-affair	0.988 0.975 0.902 0.758 0.625
1031	comedy cinema family funny wildlife thriller	0.946 0.943 0.934 0.882 0.829 0.727
1032	family adventure funny cartoon historical	0.823 0.789 0.755 0.733 0.689
1033	cinema escape thriller film-noir space science-fiction	0.966 0.92 0.827 0.59 0.565 0.536
1034	fantasy mystery thriller cinema hero detective documentary film-noir	0.971 0.97 0.954 0.936 0.917 0.895 0.751 0.569
1035	adventure action thriller dance	0.921 0.878 0.843 0.577
1036	death comedy humor funny horror thriller cartoon film-noir	0.981 0.971 0.971 0.949 0.943 0.893 0.781 0.698
1037	comedy drama cartoon thriller	0.689 0.673 0.541 0.538
1038	drama comedy escape documentary romance family film-noir	0.902 0.862 0.722 0.637 0.588 0.523 0.517
1039	classical heroic thriller murder romance love-affair	0.927 0.87 0.828 0.764 0.669 0.539
1040	adventure fiction love-story thriller love-affair family romantic science-fiction	0.857 0.855 0.812 0.763 0.734 0.73 0.639 0.503
1041	french romance documentary love-story thriller romantic	0.947 0.775 0.704 0.675 0.666 0.659
1042	action war cinema historical mystery murder cartoon	0.946 0.945 0.923 0.676 0.631 0.599 0.532
1043	family thriller adventure night love-story	0.728 0.719 0.67 0.563 0.519
1044	fiction	0.804
1045	thriller hero action romance horror adventure	0.975 0.951 0.947 0.936 0.919 0.875
1046	murder horror mystery thriller cinema film-noir gangster gunfight	0.971 0.964 0.96 0.922 0.901 0.845 0.744 0.714
1047	humanity colorful thriller performance documentary hero film-noir	0.896 0.879 0.849 0.825 0.717 0.695 0.549
1048	relationship love-story romance love love-affair heartbreak	0.98 0.979 0.974 0.971 0.943 0.814
1049	police crime violence drama gangster night family	0.964 0.948 0.88 0.864 0.733 0.723 0.513
1050	mystery fiction horror thriller detective film-noir wilderness science-fiction	0.974 0.969 0.96 0.909 0.88 0.871 0.823 0.74
1051	relationship drama comedy detective romance family police historical	0.953 0.951 0.908 0.838 0.779 0.751 0.702 0.697
1052	death horror cinema blood thriller film-noir ghosts nightmare	0.985 0.985 0.968 0.944 0.922 0.913 0.911 0.854
1053	love-story historical family summer relaxation romantic documentary film-noir	0.887 0.855 0.84 0.811 0.795 0.785 0.68 0.637
1054	humor comedy detective thriller love-affair romance family gangster	0.943 0.942 0.927 0.858 0.82 0.758 0.679 0.649
1055	fiction thriller romance love-story science-fiction fairy-tale romantic murder	0.973 0.928 0.852 0.845 0.809 0.762 0.717 0.708
1056	cinema space historical space-opera thriller documentary space-exploration classical	0.834 0.815 0.795 0.737 0.709 0.595 0.569 0.563
1057	death drama thriller love-story	0.981 0.939 0.718 0.555
1058	war violence historical fighting action cinema gunfight documentary	0.994 0.992 0.986 0.977 0.966 0.964 0.921 0.714
1059	crime gangster thriller violence film-noir western	0.867 0.797 0.695 0.64 0.585 0.559
1060	cartoon animated cinema family comedy love-story	0.992 0.987 0.978 0.951 0.883 0.866
1061	night thriller film-noir dark documentary adventure	0.942 0.84 0.74 0.734 0.721 0.595
1062	summer heartwarming historical love-story night action romance mystery	0.944 0.925 0.876 0.847 0.846 0.794 0.784 0.777
1063	fairy-tale animation dreams love-story animated cartoon adventure	0.987 0.982 0.968 0.967 0.966 0.944 0.855
1064	war drama comedy action thriller film-noir historical science-fiction	0.945 0.936 0.933 0.925 0.892 0.873 0.852 0.755
1065	cinema documentary historical thriller space-opera love-story film-noir cartoon	0.985 0.978 0.955 0.853 0.807 0.766 0.743 0.679
1066	adventure thriller animated space-opera documentary film-noir classical summer	0.826 0.782 0.739 0.663 0.642 0.63 0.574 0.533
1067	space science-fiction space-exploration space-opera adventure space-travel	0.899 0.799 0.634 0.627 0.582 0.561
1068	space science-fiction space-opera french space-exploration adventure	0.935 0.856 0.785 0.744 0.627 0.557
1069	comedy cinema documentary funny romance love family	0.911 0.85 0.837 0.814 0.681 0.668 0.666
1070	space thriller adventure space-opera film-noir documentary animation	0.925 0.874 0.801 0.772 0.759 0.723 0.716
1071	comedy romance dance love-affair love night thriller	0.982 0.945 0.931 0.883 0.848 0.771 0.71
1072	love-story love fiction violence love-affair relationship thriller romance	0.968 0.939 0.927 0.926 0.925 0.897 0.876 0.85
1073	death horror creepy thriller	0.958 0.675 0.633 0.617
1074	humor comedy fiction documentary thriller cartoon science-fiction	0.975 0.965 0.956 0.944 0.785 0.757 0.606
1075	drama humanity comedy thriller historical humor documentary film-noir	0.965 0.873 0.845 0.8 0.723 0.681 0.672 0.567
1076	fiction cinema thriller documentary historical science-fiction	0.924 0.797 0.738 0.562 0.513 0.501
1077	love-story love romance gunfight romantic violence thriller	0.955 0.952 0.919 0.905 0.88 0.845 0.561
1078	comedy humor family cartoon thriller love-affair adventure	0.933 0.895 0.822 0.72 0.707 0.656 0.638
1079	space family	0.975 0.745
1080	space classical space-opera science-fiction night thriller	0.928 0.818 0.717 0.685 0.618 0.529
1081	funny cartoon documentary humor dark	0.593 0.553 0.512 0.504 0.502
1082	relationship drama violence love-affair	0.751 0.748 0.601 0.592
1083	wildlife nature wilderness cartoon animated	0.927 0.855 0.811 0.693 0.553
1084	historical fiction documentary love-story thriller	0.978 0.959 0.891 0.862 0.773
1085	thriller adventure heartbreak funny family death action	0.737 0.723 0.718 0.705 0.702 0.675 0.514
1086	comedy family dance night wedding cartoon	0.978 0.907 0.881 0.696 0.65 0.621
1087	blood violence fighting action gunfight cinema thriller documentary	0.957 0.957 0.922 0.825 0.824 0.758 0.676 0.501
1088	comedy drama thriller cinema action gunfight film-noir	0.962 0.95 0.935 0.928 0.916 0.804 0.754
1089	action cinema escape science-fiction	0.93 0.927 0.69 0.581
1090	drama thriller love-story film-noir dark documentary romance	0.826 0.709 0.619 0.609 0.602 0.549 0.531
1091	cartoon comedy fantasy cinema hero thriller film-noir night	0.94 0.905 0.9 0.877 0.835 0.813 0.625 0.523
1092	love-story love mystery love-affair humanity hero documentary fairy-tale	0.941 0.916 0.833 0.822 0.816 0.674 0.619 0.594
1093	cartoon horror night	0.668 0.624 0.552
1094	relationship emotion love-story love love-affair romance heartbreak film-noir	0.995 0.991 0.985 0.984 0.981 0.979 0.97 0.868
1095	historical love-story romance love violence summer	0.796 0.76 0.581 0.572 0.549 0.528
1096	humanity violence action crime science-fiction	0.829 0.722 0.654 0.579 0.564
1097	heartbreak violence thriller french film-noir comedy murder love-affair	0.949 0.926 0.906 0.856 0.812 0.803 0.789 0.679
1098	comedy relationship romance love-affair funny love-story romantic thriller	0.976 0.955 0.946 0.943 0.94 0.935 0.921 0.908
1099	colorful animation cartoon animated historical thriller summer action	0.956 0.756 0.73 0.705 0.678 0.667 0.629 0.542
1100	documentary comedy humor death historical funny crime adventure	0.951 0.943 0.914 0.897 0.888 0.888 0.868 0.833
1101	relationship thriller love-story detective romance love-affair love relaxation	0.96 0.923 0.873 0.873 0.861 0.79 0.725 0.606
1102	comedy funny love-affair love-story family mystery romance documentary	0.959 0.935 0.78 0.744 0.723 0.697 0.663 0.649
1103	relationship thriller love-story romance humanity love-affair love family	0.958 0.957 0.936 0.933 0.927 0.919 0.87 0.846
1104	french love-story romance family historical love romantic	0.958 0.82 0.812 0.765 0.738 0.721 0.61
1105	thriller cinema drama war action historical nightmare film-noir	0.909 0.893 0.887 0.88 0.813 0.755 0.719 0.646
1106	thriller adventure space science-fiction space-opera	0.868 0.865 0.789 0.785 0.663
1107	thriller adventure mystery space-opera science-fiction action film-noir documentary	0.938 0.937 0.916 0.913 0.894 0.856 0.828 0.763
1108	summer heartwarming historical colorful night love-affair love wedding	0.971 0.943 0.883 0.773 0.735 0.672 0.606 0.573
1109	death fiction thriller mystery murder romance film-noir historical	0.989 0.964 0.949 0.932 0.916 0.89 0.835 0.804
1110	animated cinema cartoon thriller fantasy hero	0.764 0.694 0.683 0.632 0.533 0.519
1111	emotion love love-story comedy love-affair romance family heartbreak	0.968 0.964 0.961 0.958 0.949 0.935 0.836 0.726
1112	comedy thriller historical funny romance film-noir family gangster	0.912 0.844 0.768 0.744 0.658 0.655 0.649 0.632
1113	drama comedy romance relationship thriller detective family love-affair	0.969 0.966 0.942 0.929 0.917 0.91 0.874 0.837
1114	love-story relationship love-affair fairy-tale thriller documentary	0.939 0.853 0.819 0.793 0.788 0.695
1115	night comedy romance love-affair love thriller dark wedding	0.988 0.974 0.959 0.904 0.897 0.702 0.651 0.549
1116	western hero historical detective action gangster superhero film-noir	0.979 0.972 0.965 0.958 0.944 0.925 0.885 0.765
1117	death emotion documentary classical thriller animation film-noir cartoon	0.862 0.839 0.735 0.69 0.681 0.646 0.581 0.57
1118	thriller adventure film-noir cartoon historical summer family documentary	0.893 0.868 0.776 0.759 0.756 0.738 0.674 0.674
1119	heartwarming love-story thriller romantic family adventure love-affair film-noir	0.957 0.913 0.843 0.843 0.817 0.816 0.773 0.548
1120	comedy funny detective documentary love-story romance film-noir dance	0.926 0.871 0.801 0.794 0.707 0.689 0.575 0.574
1121	french historical summer nature	0.94 0.896 0.766 0.579
1122	crime detective police gangster drama murder violence film-noir	0.992 0.963 0.96 0.957 0.956 0.918 0.913 0.901
1123	french romantic love-story film-noir thriller documentary love classical	0.962 0.869 0.858 0.71 0.672 0.666 0.617 0.606
1124	drama romance love-story love war classical film-noir fighting	0.99 0.989 0.987 0.979 0.932 0.802 0.794 0.641
1125	thriller family crime romantic love film-noir classical detective	0.881 0.874 0.805 0.795 0.636 0.625 0.594 0.592
1126	cinema historical mystery classical space-opera film-noir	0.989 0.96 0.845 0.655 0.611 0.609
1127	humor comedy thriller cartoon documentary humanity detective film-noir	0.978 0.968 0.953 0.949 0.944 0.906 0.795 0.774
1128	drama comedy romance family fairy-tale film-noir	0.947 0.926 0.835 0.777 0.707 0.55
1129	thriller animation historical adventure action performance mystery film-noir	0.868 0.836 0.822 0.814 0.782 0.769 0.726 0.537
1130	wedding space love-affair romantic love space-opera science-fiction thriller	0.977 0.953 0.924 0.921 0.793 0.762 0.733 0.653
1131	survival escape cinema thriller documentary film-noir	0.946 0.903 0.871 0.839 0.738 0.504
1132	emotion heartwarming love-story love-affair love romance thriller heartbreak	0.96 0.91 0.69 0.563 0.554 0.523 0.521 0.511
1133	escape wilderness fantasy cinema thriller western film-noir	0.985 0.964 0.935 0.923 0.899 0.674 0.61
1134	family adventure thriller dreams	0.819 0.783 0.621 0.505
1135	space	0.696
1136	horror mystery fiction historical night thriller film-noir documentary	0.978 0.969 0.938 0.921 0.876 0.867 0.848 0.524
1137	heartwarming love-story emotion love romance romantic love-affair	0.981 0.978 0.973 0.958 0.955 0.948 0.879
1138	comedy cinema thriller love-story romance gangster love documentary	0.911 0.857 0.847 0.675 0.63 0.591 0.59 0.538
1139	crime thriller science-fiction cyberpunk documentary	0.919 0.881 0.867 0.757 0.52
1140	adventure wilderness western thriller hero love-story documentary love-affair	0.96 0.93 0.883 0.869 0.738 0.692 0.648 0.583
1141	war violence space thriller space-opera action science-fiction documentary	0.975 0.962 0.955 0.951 0.921 0.904 0.85 0.712
1142	historical love-story humanity family war romantic love documentary	0.973 0.914 0.907 0.889 0.872 0.812 0.772 0.659
1143	drama cinema thriller war action historical gangster film-noir	0.913 0.885 0.868 0.854 0.836 0.814 0.795 0.739
1144	relaxation dark night space thriller film-noir romance	0.976 0.953 0.933 0.875 0.857 0.795 0.672
1145	colorful thriller dark film-noir historical documentary	0.864 0.812 0.765 0.762 0.675 0.645
1146	love-story romance romantic love love-affair summer thriller adventure	0.952 0.926 0.903 0.882 0.843 0.646 0.579 0.535
1147	family relationship love-story documentary love-affair historical cartoon	0.988 0.97 0.87 0.581 0.581 0.557 0.547
1148	comedy family romance funny love thriller	0.963 0.921 0.918 0.885 0.872 0.782
1149	drama western wilderness adventure dance historical thriller action	0.95 0.939 0.929 0.927 0.872 0.868 0.842 0.814
1150	dance funny night love-affair romance thriller family animation	0.996 0.954 0.946 0.925 0.905 0.84 0.808 0.726
1151	gangster thriller cartoon documentary	0.983 0.682 0.634 0.58
1152	war love-story love historical romance cinema thriller action	0.987 0.986 0.979 0.968 0.965 0.951 0.931 0.889
1153	dance performance thriller film-noir love-affair	0.925 0.897 0.772 0.616 0.527
1154	science-fiction cartoon space fantasy space-opera documentary thriller film-noir	0.946 0.934 0.903 0.861 0.834 0.772 0.725 0.706
1155	french romantic love-story night thriller love	0.957 0.894 0.81 0.793 0.683 0.68
1156	space science-fiction space-opera thriller documentary adventure	0.801 0.786 0.74 0.713 0.677 0.647
1157	historical mystery classical documentary	0.962 0.91 0.778 0.632
1158	relationship love romantic french thriller	0.975 0.938 0.899 0.872 0.67
1159	mystery horror creepy thriller detective ghosts film-noir cinema	0.99 0.988 0.978 0.973 0.972 0.967 0.962 0.959
1160	emotion love humanity love-story heartwarming romance romantic love-affair	0.995 0.987 0.985 0.983 0.981 0.966 0.951 0.918
1161	cartoon family cinema western science-fiction documentary	0.975 0.868 0.789 0.61 0.573 0.552
1162	relaxation love-affair thriller	0.9 0.62 0.535
1163	romance love-story love-affair classical wedding film-noir	0.919 0.913 0.791 0.55 0.549 0.521
1164	love-story romance love romantic cartoon thriller space-opera	0.917 0.895 0.878 0.822 0.734 0.719 0.607
1165	comedy violence thriller action cartoon animated gangster	0.971 0.957 0.916 0.876 0.822 0.742 0.563
1166	love-story humanity emotion love love-affair drama heartbreak documentary	0.985 0.98 0.98 0.969 0.964 0.95 0.895 0.808
1167	drama humanity thriller love romance family documentary historical	0.974 0.945 0.919 0.892 0.89 0.817 0.702 0.669
1168	hero cartoon fairy-tale family nature	0.943 0.922 0.913 0.886 0.725
1169	drama love-story documentary love thriller romance	0.771 0.681 0.634 0.596 0.583 0.563
1170	violence cartoon humor funny comedy animated thriller gangster	0.981 0.891 0.876 0.867 0.812 0.715 0.634 0.506
1171	wildlife nature wilderness adventure thriller western documentary fantasy	0.976 0.968 0.955 0.767 0.699 0.679 0.672 0.672
1172	drama fiction family historical romantic love film-noir classical	0.97 0.964 0.889 0.852 0.824 0.769 0.691 0.571
1173	relaxation love romantic love-affair family adventure thriller	0.964 0.955 0.905 0.899 0.749 0.697 0.58
1174	crime mystery escape detective survival action documentary family	0.936 0.911 0.909 0.869 0.864 0.814 0.795 0.73
1175	thriller film-noir space-opera love-story science-fiction documentary summer romance	0.715 0.675 0.638 0.633 0.615 0.583 0.579 0.531
1176	historical war cinema documentary survival escape violence thriller	0.968 0.941 0.909 0.734 0.653 0.602 0.584 0.577
1177	police detective mystery historical documentary crime	0.84 0.817 0.699 0.685 0.64 0.571
1178	hero action thriller western war adventure historical gangster	0.938 0.931 0.915 0.901 0.887 0.884 0.836 0.755
1179	drama family humanity thriller love documentary	0.976 0.958 0.924 0.86 0.735 0.503
1180	love drama thriller violence cinema film-noir action romance	0.969 0.956 0.955 0.951 0.9 0.886 0.872 0.863
1181	dark humor cinema comedy documentary film-noir thriller	0.87 0.821 0.82 0.809 0.654 0.635 0.606
1182	police crime detective drama action thriller gangster murder	0.996 0.989 0.972 0.955 0.941 0.934 0.806 0.777
1183	western comedy cinema gunfight action thriller	0.986 0.963 0.959 0.934 0.865 0.825
1184	summer adventure relaxation family fantasy thriller night documentary	0.976 0.915 0.899 0.752 0.748 0.741 0.608 0.513
1185	war fighting historical action gunfight western	0.98 0.957 0.92 0.883 0.657 0.656
1186	fiction	0.802
1187	violence action thriller	0.918 0.581 0.514
1188	gunfight cinema action violence western thriller gangster science-fiction	0.979 0.942 0.942 0.926 0.903 0.889 0.8 0.643
1189	love-story classical thriller documentary film-noir love-affair romance love	0.731 0.709 0.702 0.686 0.662 0.655 0.617 0.563
1190	emotion heartbreak love dreams romance love-affair thriller romantic	0.982 0.937 0.914 0.898 0.877 0.873 0.844 0.831
1191	death drama violence heartbreak fiction thriller mystery murder	0.976 0.953 0.933 0.926 0.906 0.906 0.888 0.864
1192	adventure love-story thriller romance love-affair gangster love documentary	0.786 0.763 0.751 0.729 0.681 0.626 0.589 0.537
1193	night nature summer thriller historical documentary film-noir dark	0.944 0.879 0.878 0.808 0.788 0.702 0.603 0.559
1194	war action historical hero heroic violence adventure gangster	0.989 0.973 0.968 0.961 0.952 0.95 0.93 0.815
1195	romance	0.505
1196	night nature dark film-noir wildlife classical thriller heartbreak	0.989 0.951 0.931 0.901 0.818 0.757 0.697 0.544
1197	family comedy animated funny cartoon love-story love-affair thriller	0.992 0.975 0.915 0.905 0.899 0.825 0.635 0.579
1198	film-noir night cinema summer love-story thriller cartoon romantic	0.933 0.888 0.875 0.753 0.743 0.671 0.615 0.582
1199	death drama cinema historical ghosts mystery thriller horror	0.949 0.86 0.814 0.81 0.781 0.763 0.621 0.582
1200	drama historical hero family romance love detective classical	0.94 0.831 0.785 0.736 0.732 0.718 0.707 0.606
1201	performance dark film-noir fiction night thriller	0.983 0.873 0.841 0.777 0.709 0.582
1202	love-story funny romance documentary romantic film-noir love	0.719 0.707 0.649 0.601 0.572 0.551 0.505
1203	hero historical comedy cartoon film-noir adventure humanity mystery	0.904 0.897 0.862 0.826 0.801 0.66 0.618 0.59
1204	cinema fiction love-story romance love film-noir heroism escape	0.99 0.988 0.959 0.94 0.9 0.882 0.849 0.843
1205	mystery police detective thriller action adventure science-fiction film-noir	0.977 0.97 0.966 0.96 0.944 0.902 0.875 0.697
1206	comedy family funny romance love thriller adventure	0.944 0.9 0.877 0.83 0.774 0.709 0.69
1207	animated love-story thriller cartoon romantic	0.819 0.803 0.756 0.661 0.653
1208	death horror murder cinema thriller romance film-noir nightmare	0.983 0.96 0.948 0.92 0.916 0.885 0.758 0.747
1209	colorful	0.517
1210	cinema thriller space-opera classical animated	0.821 0.638 0.618 0.608 0.554
1211	space adventure space-opera thriller dark film-noir space-exploration night	0.971 0.864 0.798 0.765 0.756 0.675 0.552 0.52
1212	drama thriller historical documentary action comedy	0.925 0.79 0.787 0.685 0.662 0.661
1213	crime drama detective violence murder family film-noir gangster	0.985 0.979 0.891 0.87 0.829 0.665 0.6 0.524
1214	thriller love-affair romance love film-noir romantic fairy-tale science-fiction	0.871 0.827 0.784 0.778 0.732 0.689 0.646 0.541
1215	western cinema gunfight drama gangster action film-noir	0.882 0.72 0.658 0.65 0.624 0.616 0.559
1216	love-story relationship love love-affair romance heartwarming romantic dance	0.972 0.963 0.954 0.947 0.941 0.936 0.932 0.76
1217	action gunfight thriller drama war gangster cinema historical	0.961 0.959 0.949 0.937 0.932 0.921 0.908 0.819
1218	comedy thriller funny family night romance documentary love	0.971 0.93 0.915 0.905 0.898 0.847 0.788 0.659
1219	funny cartoon comedy animated animation fiction fairy-tale	0.99 0.987 0.984 0.967 0.962 0.957 0.601
1220	historical performance documentary	0.686 0.669 0.658
1221	love-story relationship love romance love-affair romantic emotion wedding	0.994 0.994 0.992 0.987 0.985 0.984 0.98 0.813
1222	night drama crime cinema thriller murder documentary film-noir	0.985 0.968 0.963 0.95 0.928 0.91 0.838 0.831
1223	comedy family funny historical cartoon thriller love-affair gangster	0.968 0.956 0.932 0.915 0.913 0.899 0.64 0.552
1224	fiction adventure wilderness wildlife thriller war historical documentary	0.964 0.947 0.944 0.886 0.867 0.839 0.809 0.567
1225	comedy thriller family humor romance love horror documentary	0.852 0.772 0.741 0.686 0.684 0.589 0.528 0.524
1226	night dark film-noir thriller horror documentary romance love-story	0.973 0.927 0.901 0.842 0.689 0.686 0.641 0.641
1227	adventure fantasy cartoon space-opera thriller science-fiction space-exploration	0.978 0.854 0.766 0.739 0.713 0.709 0.538
1228	war cinema dark historical thriller action gunfight alien-invasion	0.957 0.953 0.947 0.906 0.901 0.88 0.878 0.783
1229	nature mystery thriller cinema	0.939 0.84 0.586 0.581
1230	colorful	0.653
1231	death murder horror drama thriller historical survival film-noir	0.986 0.949 0.949 0.944 0.905 0.806 0.79 0.736
1232	performance love-story love dance thriller dreams	0.982 0.86 0.745 0.694 0.663 0.573
1233	french comedy family love romantic documentary	0.934 0.849 0.828 0.806 0.779 0.507
1234	performance	0.664
1235	comedy space humor science-fiction family humanity space-opera	0.973 0.936 0.936 0.896 0.859 0.787 0.575
1236	drama fiction emotion mystery thriller documentary night classical	0.958 0.954 0.872 0.867 0.827 0.82 0.733 0.666
1237	drama thriller violence animated action cartoon adventure film-noir	0.96 0.946 0.893 0.834 0.827 0.817 0.787 0.764
1238	action thriller performance adventure animation animated space-opera	0.926 0.892 0.877 0.868 0.813 0.766 0.678
1239	cinema horror survival mystery film-noir science-fiction	0.842 0.837 0.778 0.76 0.65 0.612
1240	ghosts science-fiction cinema cartoon cyberpunk thriller space-opera nightmare	0.971 0.962 0.929 0.921 0.907 0.901 0.793 0.614
1241	drama thriller love-story romance documentary science-fiction family film-noir	0.952 0.867 0.823 0.809 0.794 0.777 0.744 0.721
1242	historical french romance love-story fairy-tale adventure fantasy classical	0.923 0.884 0.78 0.747 0.735 0.661 0.623 0.62
1243	night space cinema thriller film-noir dark nightmare	0.956 0.887 0.865 0.843 0.743 0.704 0.523
1244	cinema animated action space-opera escape cartoon documentary film-noir	0.959 0.884 0.834 0.826 0.765 0.759 0.717 0.64
1245	thriller night cartoon	0.732 0.588 0.55
1246	wilderness war western historical adventure documentary thriller action	0.966 0.916 0.884 0.871 0.85 0.814 0.773 0.643
1247	funny dark violence cinema thriller film-noir nightmare	0.919 0.821 0.812 0.811 0.764 0.649 0.529
1248	comedy humor cinema animated cartoon space-opera film-noir documentary	0.972 0.95 0.938 0.933 0.902 0.711 0.667 0.555
1249	love-story romance love love-affair romantic heartbreak thriller film-noir	0.991 0.985 0.983 0.982 0.978 0.941 0.932 0.591
1250	cinema thriller documentary film-noir space-opera	0.943 0.828 0.624 0.529 0.515
1251	relationship love love-story love-affair romantic romance thriller	0.984 0.977 0.974 0.969 0.966 0.964 0.528
1252	humor emotion historical violence thriller film-noir detective love-affair	0.95 0.928 0.854 0.848 0.845 0.811 0.787 0.686
1253	thriller love-story cinema romance romantic love film-noir science-fiction	0.918 0.886 0.88 0.86 0.788 0.786 0.693 0.599
1254	adventure relaxation family thriller documentary	0.889 0.867 0.861 0.795 0.656
1255	heartbreak comedy	0.734 0.551
1256	death drama heartbreak heartwarming thriller documentary family night	0.965 0.961 0.943 0.876 0.785 0.749 0.595 0.569
1257	death drama heartbreak heartwarming thriller documentary family night	0.965 0.961 0.943 0.876 0.785 0.749 0.595 0.569
1258	performance thriller documentary crime adventure humor action detective	0.924 0.883 0.839 0.758 0.754 0.66 0.553 0.534
1259	space fantasy space-exploration space-opera adventure cartoon night	0.984 0.901 0.821 0.754 0.737 0.682 0.612
1260	space night thriller documentary space-exploration space-opera adventure science-fiction	0.966 0.963 0.794 0.766 0.763 0.733 0.649 0.625
1261	western comedy historical adventure thriller performance action documentary	0.98 0.944 0.943 0.933 0.919 0.901 0.898 0.783
1262	comedy funny dance animated cartoon family adventure thriller	0.917 0.873 0.852 0.78 0.746 0.739 0.665 0.645
1263	cartoon fantasy thriller summer adventure documentary magic dark	0.884 0.842 0.817 0.751 0.751 0.726 0.644 0.629
1264	heartwarming thriller adventure love-story family romantic historical film-noir	0.93 0.886 0.8 0.778 0.702 0.586 0.584 0.567
1265	space space-exploration documentary space-opera adventure space-travel science-fiction dreams	0.983 0.904 0.899 0.878 0.843 0.834 0.815 0.733
1266	french colorful	0.863 0.709
1267	crime thriller drama gangster film-noir night violence action	0.92 0.831 0.814 0.795 0.749 0.707 0.706 0.636
1268	dark film-noir thriller love-story romantic summer love-affair science-fiction	0.874 0.854 0.82 0.785 0.74 0.728 0.706 0.575
1269	love-story love romance love-affair romantic summer film-noir thriller	0.99 0.989 0.985 0.975 0.97 0.791 0.739 0.706
1270	family cartoon love-affair animated adventure thriller	0.958 0.891 0.879 0.853 0.788 0.712
1271	drama historical thriller western documentary comedy film-noir romance	0.949 0.921 0.89 0.884 0.874 0.868 0.813 0.758
1272	relationship love-affair love-story comedy romance love thriller documentary	0.952 0.883 0.864 0.834 0.83 0.796 0.552 0.503
1273	night film-noir dark cinema thriller love-story nightmare romantic	0.986 0.968 0.958 0.918 0.842 0.839 0.828 0.701
1274	science-fiction action cinema thriller cyberpunk gunfight film-noir	0.97 0.963 0.944 0.939 0.918 0.808 0.592
1275	violence death murder thriller gunfight drama action detective	0.969 0.966 0.953 0.943 0.929 0.925 0.917 0.77
1276	nature summer relaxation night adventure dark documentary comedy	0.982 0.951 0.937 0.881 0.816 0.697 0.607 0.601
1277	comedy cinema action thriller science-fiction night romance love	0.944 0.94 0.939 0.914 0.827 0.771 0.737 0.636
1278	love-story romance heartbreak animated	0.963 0.934 0.589 0.569
1279	wildlife wilderness nature western cinema documentary thriller	0.99 0.982 0.981 0.946 0.928 0.826 0.712
1280	gangster violence crime murder	0.983 0.94 0.914 0.528
1281	comedy family gangster funny love cartoon romance	0.924 0.86 0.858 0.85 0.838 0.781 0.766
1282	nature classical wilderness wildlife relaxation cartoon colorful	0.941 0.872 0.861 0.724 0.691 0.656 0.55
1283	adventure thriller space-opera night science-fiction space-travel documentary fantasy	0.94 0.845 0.762 0.69 0.634 0.53 0.511 0.502
1284	documentary historical love-story love-affair thriller mystery	0.882 0.88 0.841 0.828 0.729 0.564
1285	fairy-tale cartoon fantasy love-story adventure magic thriller	0.934 0.914 0.892 0.777 0.702 0.698 0.608
1286	dance romantic funny night love family classical film-noir	0.992 0.913 0.912 0.893 0.86 0.823 0.748 0.666
1287	comedy funny thriller action romance love documentary science-fiction	0.928 0.91 0.813 0.767 0.765 0.732 0.715 0.696
1288	relationship love-story romance love-affair romantic heartbreak love documentary	0.894 0.892 0.864 0.824 0.767 0.765 0.748 0.717
1289	family comedy romance romantic love love-affair thriller adventure	0.958 0.943 0.935 0.921 0.912 0.875 0.721 0.72
1290	family historical humanity documentary love-affair	0.919 0.897 0.888 0.865 0.593
1291	historical performance thriller emotion love-story documentary	0.932 0.892 0.746 0.679 0.67 0.525
1292	dreams heartwarming love-story emotion love romance love-affair adventure	0.963 0.959 0.899 0.899 0.884 0.861 0.621 0.582
1293	comedy cartoon funny cinema family thriller	0.96 0.938 0.928 0.919 0.858 0.821
1294	fiction humanity thriller	0.978 0.91 0.672
1295	violence death heartbreak comedy action murder humor gangster	0.979 0.948 0.873 0.834 0.803 0.798 0.787 0.627
1296	summer documentary love-affair family	0.973 0.661 0.587 0.559
1297	love-story relationship love-affair love romance romantic heartbreak thriller	0.993 0.99 0.986 0.986 0.985 0.977 0.852 0.784
1298	comedy adventure thriller film-noir funny family dance gangster	0.933 0.915 0.847 0.708 0.681 0.679 0.63 0.552
1299	classical drama love-story romantic romance love film-noir thriller	0.907 0.851 0.791 0.775 0.765 0.745 0.715 0.55
1300	heartwarming heartbreak love-story romance love-affair hero family documentary	0.944 0.933 0.929 0.902 0.899 0.762 0.748 0.682
1301	colorful funny summer film-noir adventure	0.973 0.767 0.621 0.546 0.51
1302	heartbreak love-story summer romance love-affair thriller fairy-tale documentary	0.833 0.831 0.813 0.787 0.782 0.725 0.561 0.549
1303	escape cinema thriller romantic love-story family summer space-opera	0.979 0.964 0.95 0.849 0.844 0.824 0.754 0.633
1304	police crime detective drama cinema action gunfight film-noir	0.996 0.985 0.979 0.961 0.951 0.921 0.796 0.701
1305	humor comedy family thriller night adventure documentary	0.995 0.993 0.895 0.764 0.715 0.666 0.651
1306	space space-travel space-exploration science-fiction space-opera documentary adventure summer	0.977 0.935 0.931 0.925 0.882 0.718 0.716 0.662
1307	performance romance love-story romantic	0.981 0.706 0.675 0.628
1308	family cartoon love-affair	0.859 0.77 0.564
1309	nature documentary relaxation historical classical romantic adventure	0.984 0.806 0.776 0.6 0.596 0.54 0.523
1310	nature summer relaxation adventure documentary thriller film-noir	0.968 0.958 0.939 0.802 0.654 0.584 0.569
1311	relaxation heartwarming thriller love-affair animation death documentary film-noir	0.954 0.918 0.917 0.762 0.723 0.659 0.586 0.584
1312	love-story love relationship romance love-affair romantic thriller film-noir	0.976 0.969 0.96 0.96 0.953 0.941 0.8 0.552
1313	western cinema thriller comedy	0.808 0.738 0.624 0.615
1314	survival escape thriller death action war historical documentary	0.989 0.932 0.931 0.909 0.84 0.757 0.687 0.529
1315	comedy fiction historical documentary humanity science-fiction magic mystery	0.916 0.9 0.888 0.857 0.729 0.678 0.596 0.576
1316	wildlife wilderness adventure thriller documentary	0.852 0.843 0.805 0.54 0.522
1317	historical adventure thriller documentary summer romance night space-exploration	0.972 0.964 0.9 0.856 0.789 0.707 0.598 0.526
1318	performance dance animation cartoon	0.951 0.81 0.692 0.553
1319	fiction colorful dark science-fiction humanity thriller	0.927 0.915 0.76 0.691 0.649 0.519
1320	animation historical animated classical comedy documentary horror cartoon	0.921 0.914 0.893 0.847 0.837 0.815 0.791 0.776
1321	thriller adventure action summer war historical documentary night	0.939 0.923 0.874 0.839 0.835 0.807 0.791 0.674
1322	french classical film-noir	0.938 0.573 0.516
1323	wedding relationship love-story romantic romance love-affair	0.954 0.903 0.82 0.766 0.747 0.72
1324	violence drama cinema thriller action war animated historical	0.914 0.885 0.87 0.861 0.844 0.832 0.737 0.645
1325	summer mystery love-story thriller adventure family night action	0.92 0.878 0.873 0.87 0.846 0.803 0.79 0.786
1326	comedy family animated cartoon adventure thriller romance	0.941 0.899 0.865 0.856 0.704 0.62 0.615
1327	thriller humanity crime documentary romance gangster love-story romantic	0.903 0.823 0.81 0.792 0.73 0.668 0.665 0.508
1328	love love-story film-noir romance love-affair mystery dark thriller	0.989 0.988 0.978 0.977 0.977 0.962 0.95 0.921
1329	drama thriller film-noir gangster violence dark death science-fiction	0.954 0.919 0.865 0.834 0.825 0.813 0.784 0.651
1330	summer relaxation adventure wilderness love-story family thriller	0.995 0.955 0.888 0.852 0.851 0.812 0.76
1331	historical documentary classical comedy film-noir gangster death thriller	0.901 0.857 0.781 0.765 0.651 0.566 0.524 0.503
1332	performance documentary historical classical love-affair	0.97 0.885 0.791 0.779 0.569
1333	dance night dark fantasy romantic fairy-tale thriller	0.987 0.953 0.792 0.728 0.66 0.648 0.593
1334	love-story love romance heartwarming romantic love-affair family thriller	0.991 0.989 0.985 0.976 0.975 0.974 0.905 0.891
1335	wildlife western nature wilderness adventure	0.951 0.934 0.9 0.838 0.677
1336	action thriller space gangster cartoon science-fiction space-opera adventure	0.922 0.885 0.876 0.851 0.831 0.828 0.827 0.808
1337	space funny comedy humor science-fiction nature cartoon family	0.946 0.888 0.866 0.859 0.837 0.833 0.764 0.761
1338	death murder drama horror violence crime heartbreak mystery	0.989 0.96 0.947 0.913 0.908 0.906 0.858 0.836
1339	historical detective documentary science-fiction classical	0.661 0.642 0.619 0.575 0.568
1340	wilderness adventure documentary thriller fantasy space-exploration summer western	0.943 0.794 0.779 0.734 0.686 0.673 0.575 0.525
1341	historical love-story documentary love-affair film-noir romance	0.72 0.698 0.64 0.591 0.581 0.566
1342	historical classical fairy-tale	0.914 0.7 0.561
1343	fiction documentary cartoon	0.641 0.511 0.501
1344	historical fiction documentary adventure mystery love-story war	0.974 0.973 0.887 0.853 0.827 0.625 0.562
1345	nature dark summer humanity thriller documentary film-noir night	0.913 0.845 0.814 0.803 0.798 0.761 0.588 0.568
1346	wildlife nature wilderness cartoon adventure science-fiction historical	0.965 0.93 0.906 0.888 0.792 0.571 0.566
1347	drama classical romance romantic historical adventure thriller fairy-tale	0.937 0.818 0.787 0.756 0.741 0.654 0.626 0.546
1348	comedy summer night family thriller documentary romance historical	0.944 0.889 0.865 0.856 0.635 0.586 0.564 0.546
1349	french historical classical film-noir	0.794 0.688 0.633 0.514
1350	wildlife nature animation film-noir night thriller classical adventure	0.957 0.949 0.819 0.637 0.604 0.583 0.574 0.551
1351	love-story relationship love love-affair romance romantic heartbreak wedding	0.982 0.98 0.97 0.967 0.96 0.942 0.906 0.841
1352	fantasy dark film-noir magic fiction thriller fairy-tale space-opera	0.941 0.927 0.878 0.863 0.853 0.822 0.748 0.655
1353	historical	0.437
1354	historical classical documentary love-story romantic summer	0.958 0.832 0.731 0.629 0.588 0.55
1355	space science-fiction space-opera action adventure thriller space-exploration documentary	0.977 0.952 0.94 0.909 0.899 0.886 0.821 0.653
1356	comedy humor thriller funny action family science-fiction	0.93 0.853 0.828 0.828 0.809 0.713 0.619
1357	cinema family romantic documentary love night hero historical	0.938 0.804 0.791 0.77 0.763 0.733 0.706 0.641
1358	death thriller horror survival murder science-fiction documentary	0.929 0.89 0.871 0.822 0.748 0.708 0.598
1359	family adventure thriller classical documentary	0.847 0.706 0.568 0.562 0.522
1360	fiction relationship love-story love-affair romance comedy historical french	0.971 0.97 0.92 0.907 0.899 0.878 0.849 0.828
1361	comedy funny thriller documentary family adventure film-noir night	0.938 0.893 0.883 0.853 0.767 0.765 0.662 0.543
1362	wildlife comedy wilderness family thriller	0.958 0.947 0.877 0.871 0.852
1363	wildlife nature thriller adventure documentary cartoon humanity film-noir	0.956 0.931 0.885 0.873 0.763 0.756 0.725 0.627
1364	action wildlife nature thriller cartoon survival	0.965 0.964 0.946 0.938 0.79 0.788
1365	comedy funny historical romance family	0.836 0.719 0.634 0.605 0.589
1366	emotion french performance	0.634 0.615 0.563
1367	fiction drama historical classical science-fiction thriller film-noir dark	0.97 0.97 0.939 0.908 0.906 0.886 0.774 0.766
1368	drama historical film-noir romance thriller family love	0.887 0.798 0.624 0.616 0.594 0.575 0.528
1369	historical fiction classical thriller film-noir documentary	0.934 0.901 0.765 0.692 0.62 0.575
1370	night cinema nightmare escape love	0.97 0.88 0.726 0.561 0.554
1371	cinema science-fiction thriller	0.858 0.717 0.663
1372	drama mystery thriller cinema romance film-noir documentary family	0.983 0.982 0.97 0.955 0.939 0.858 0.828 0.766
1373	relaxation family night summer historical thriller	0.932 0.885 0.708 0.659 0.639 0.62
1374	love love-story relationship romance romantic love-affair thriller heartbreak	0.993 0.992 0.989 0.987 0.98 0.978 0.744 0.742
1375	space nature historical wilderness colorful	0.813 0.723 0.669 0.612 0.535
1376	comedy cartoon humor family love-story detective adventure love-affair	0.946 0.944 0.92 0.846 0.788 0.779 0.739 0.551
1377	love-story love love-affair romance romantic wedding night thriller	0.963 0.939 0.938 0.914 0.898 0.767 0.69 0.675
1378	fiction humor comedy science-fiction fantasy romantic love-affair adventure	0.964 0.957 0.893 0.79 0.786 0.719 0.713 0.559
1379	love love-story heartbreak romance love-affair romantic thriller film-noir	0.986 0.985 0.973 0.969 0.965 0.96 0.781 0.57
1380	fantasy thriller science-fiction film-noir classical documentary	0.711 0.662 0.63 0.572 0.555 0.546
1381	thriller heartbreak adventure action death family film-noir love-affair	0.922 0.888 0.855 0.849 0.802 0.704 0.653 0.644
1382	love french love-story comedy romantic classical historical hero	0.968 0.961 0.953 0.877 0.863 0.834 0.823 0.775
1383	cartoon wildlife wilderness nature family fantasy summer	0.99 0.988 0.983 0.983 0.97 0.956 0.61
1384	comedy funny thriller heartbreak love-affair romance	0.862 0.837 0.694 0.528 0.509 0.503
1385	death romance heartbreak heartwarming love-story love love-affair horror	0.962 0.853 0.849 0.844 0.821 0.741 0.681 0.655
1386	fighting action cinema gunfight thriller science-fiction space-opera	0.975 0.953 0.939 0.827 0.825 0.733 0.595
1387	thriller night romance nature dark documentary summer love	0.898 0.878 0.835 0.815 0.786 0.731 0.729 0.656
1388	gangster dark animated cartoon love-affair	0.78 0.698 0.68 0.63 0.567
1389	documentary fantasy science-fiction magic space-opera adventure film-noir gangster	0.845 0.833 0.804 0.793 0.751 0.743 0.666 0.58
1390	fiction dreams night thriller documentary fantasy	0.964 0.932 0.92 0.772 0.606 0.558
1391	classical performance historical drama animation	0.972 0.949 0.911 0.898 0.619
1392	wildlife nature cartoon wilderness documentary horror thriller science-fiction	0.933 0.929 0.857 0.768 0.633 0.604 0.587 0.503
1393	nature wilderness cartoon historical gunfight space-opera gangster film-noir	0.9 0.881 0.837 0.79 0.61 0.532 0.509 0.505
1394	nature adventure thriller fiction documentary science-fiction	0.898 0.751 0.744 0.718 0.65 0.536
1395	nature horror summer thriller documentary	0.879 0.823 0.822 0.734 0.605
1396	historical thriller documentary western night gangster love-affair film-noir	0.956 0.904 0.895 0.786 0.775 0.714 0.644 0.619
1397	drama humanity historical romance love-affair romantic documentary science-fiction	0.976 0.973 0.969 0.809 0.783 0.779 0.733 0.547
1398	heartwarming love-story romantic fairy-tale family thriller mystery adventure	0.958 0.953 0.907 0.895 0.882 0.805 0.791 0.786
1399	mystery thriller family cinema creepy film-noir documentary nightmare	0.978 0.931 0.908 0.882 0.868 0.773 0.732 0.587
1400	wedding romantic love-story romance comedy love love-affair animated	0.962 0.944 0.941 0.925 0.901 0.882 0.834 0.522
1401	drama animated love-story cartoon romance thriller love wildlife	0.904 0.889 0.854 0.839 0.795 0.739 0.723 0.709
1402	thriller	0.569
1403	love romance love-affair romantic documentary thriller	0.959 0.925 0.893 0.89 0.868 0.504
1404	comedy animation funny cartoon animated hero family thriller	0.939 0.927 0.915 0.912 0.862 0.829 0.81 0.78
1405	comedy cartoon	0.815 0.719
1406	night dark thriller film-noir love-story summer family romantic	0.992 0.933 0.925 0.863 0.817 0.74 0.724 0.711
1407	thriller mystery detective science-fiction historical documentary classical	0.845 0.841 0.823 0.78 0.738 0.678 0.594
1408	comedy humor funny thriller documentary cartoon family gangster	0.905 0.872 0.836 0.799 0.671 0.626 0.614 0.604
1409	fairy-tale fantasy animation animated magic romance love-story cartoon	0.981 0.977 0.971 0.954 0.95 0.946 0.912 0.811
1410	historical drama film-noir gangster documentary dark thriller	0.95 0.903 0.845 0.821 0.763 0.742 0.706
1411	drama comedy thriller family love romantic film-noir classical	0.968 0.95 0.88 0.866 0.849 0.838 0.837 0.701
1412	nature historical wilderness space adventure fiction humanity space-exploration	0.941 0.929 0.914 0.871 0.853 0.754 0.745 0.587
1413	fighting action violence gunfight hero cinema gangster thriller	0.996 0.986 0.974 0.965 0.958 0.921 0.778 0.755
1414	murder blood horror drama thriller cinema film-noir	0.965 0.959 0.925 0.921 0.884 0.863 0.757
1415	fighting action cinema violence comedy family thriller gunfight	0.992 0.981 0.969 0.965 0.964 0.944 0.864 0.761
1416	escape thriller cinema survival action film-noir nightmare space-opera	0.988 0.969 0.962 0.96 0.931 0.813 0.744 0.706
1417	drama thriller dance love-story historical family romantic documentary	0.961 0.932 0.904 0.811 0.753 0.731 0.688 0.679
1418	comedy funny thriller love-story romance family love-affair adventure	0.971 0.908 0.844 0.841 0.839 0.819 0.785 0.705
1419	cinema magic fantasy science-fiction thriller space-opera historical fiction	0.971 0.967 0.967 0.963 0.957 0.941 0.939 0.938
1420	fiction adventure thriller science-fiction fairy-tale horror cartoon	0.966 0.946 0.88 0.795 0.749 0.658 0.557
1421	comedy love-story romance love love-affair thriller heartbreak	0.963 0.896 0.885 0.876 0.85 0.749 0.622
1422	drama cinema	0.735 0.684
1423	survival drama cinema thriller horror apocalypse science-fiction action	0.984 0.983 0.969 0.958 0.911 0.872 0.864 0.81
1424	love romance relationship thriller film-noir	0.978 0.95 0.943 0.785 0.597
1425	comedy love-story action love romantic dance film-noir	0.976 0.893 0.847 0.84 0.735 0.72 0.512
1426	heartwarming love-story love romantic love-affair family thriller adventure	0.99 0.978 0.964 0.957 0.895 0.834 0.781 0.662
1427	comedy violence crime documentary night love-affair gangster	0.824 0.801 0.747 0.576 0.568 0.545 0.535
1428	drama comedy thriller summer documentary cartoon family	0.846 0.833 0.663 0.659 0.651 0.603 0.575
1429	animation	0.639
1430	comedy thriller action love-story romance war western dreams	0.949 0.933 0.831 0.806 0.763 0.728 0.717 0.715
1431	crime drama fiction detective mystery documentary murder police	0.978 0.967 0.96 0.889 0.886 0.82 0.794 0.787
1432	thriller action hero adventure fantasy war cartoon fairy-tale	0.943 0.932 0.902 0.896 0.871 0.765 0.749 0.711
1433	drama cinema historical thriller	0.964 0.874 0.865 0.832
1434	wildlife action adventure thriller cartoon	0.956 0.729 0.633 0.592 0.583
1435	crime drama thriller gangster cartoon violence detective fairy-tale	0.943 0.856 0.841 0.735 0.699 0.648 0.541 0.539
1436	drama comedy detective thriller humor family historical film-noir	0.963 0.9 0.879 0.84 0.816 0.727 0.629 0.561
1437	night dance family	0.903 0.858 0.829
1438	wildlife thriller adventure action animated cartoon hero film-noir	0.972 0.904 0.841 0.84 0.834 0.82 0.789 0.66
1439	love-story love romance heartbreak hero romantic dreams	0.881 0.868 0.827 0.809 0.808 0.746 0.685
1440	space historical adventure horror dreams night space-exploration space-travel	0.971 0.79 0.772 0.703 0.664 0.652 0.644 0.549
1441	love-story romance night romantic love love-affair thriller film-noir	0.905 0.888 0.887 0.875 0.842 0.804 0.775 0.687
1442	fiction historical thriller detective romance film-noir love-story love-affair	0.98 0.937 0.902 0.902 0.894 0.887 0.872 0.837
1443	thriller action performance animation adventure film-noir historical space-opera	0.907 0.866 0.848 0.682 0.68 0.657 0.636 0.628
1444	comedy humor cartoon animated love-story love-affair family	0.977 0.97 0.962 0.885 0.832 0.775 0.753
1445	colorful wildlife love-affair	0.946 0.943 0.512
1446	love-story heartbreak love romance relationship love-affair romantic thriller	0.986 0.979 0.979 0.978 0.972 0.956 0.955 0.82
1447	historical fiction classical thriller science-fiction documentary western space-opera	0.972 0.9 0.861 0.826 0.819 0.806 0.787 0.773
1448	summer love romance love-affair family adventure thriller historical	0.966 0.94 0.863 0.831 0.796 0.702 0.671 0.593
1449	historical adventure documentary detective thriller romantic film-noir classical	0.978 0.954 0.899 0.862 0.853 0.841 0.756 0.739
1450	historical love-story drama classical love romantic	0.764 0.735 0.734 0.688 0.629 0.584
1451	documentary historical war fiction	0.902 0.898 0.833 0.825
1452	comedy historical cartoon love-affair film-noir thriller	0.969 0.755 0.702 0.697 0.634 0.53
1453	heartwarming love love-story fairy-tale classical film-noir love-affair thriller	0.949 0.922 0.909 0.891 0.739 0.698 0.694 0.687
1454	drama cinema thriller film-noir comedy family romance superhero	0.937 0.905 0.855 0.839 0.83 0.75 0.743 0.695
1455	western crime gangster gunfight cinema thriller action film-noir	0.984 0.981 0.977 0.975 0.958 0.927 0.878 0.818
1456	horror drama thriller action film-noir gangster dark science-fiction	0.962 0.948 0.932 0.907 0.865 0.821 0.754 0.71
1457	love love-story relationship emotion romance heartwarming love-affair romantic	0.994 0.994 0.992 0.991 0.987 0.984 0.984 0.981
1458	emotion romance fairy-tale heartbreak love film-noir historical adventure	0.972 0.957 0.948 0.934 0.869 0.77 0.708 0.662
1459	drama love-story romantic animation classical thriller film-noir animated	0.981 0.975 0.963 0.839 0.83 0.766 0.708 0.687
1460	night relaxation family thriller	0.965 0.964 0.892 0.515
1461	cartoon funny family fairy-tale mystery film-noir humanity	0.94 0.839 0.683 0.68 0.614 0.575 0.508
1462	crime gangster detective thriller drama french murder police	0.987 0.958 0.926 0.926 0.923 0.883 0.816 0.728
1463	comedy family french romance thriller love dreams documentary	0.932 0.908 0.813 0.676 0.672 0.629 0.567 0.522
1464	historical heartbreak love-story romance documentary science-fiction space-opera space	0.931 0.891 0.875 0.842 0.721 0.694 0.678 0.662
1465	summer relaxation thriller night wilderness documentary	0.986 0.923 0.635 0.619 0.558 0.526
1466	historical mystery	0.945 0.593
1467	historical fiction hero war heartwarming heroic adventure western	0.975 0.936 0.924 0.922 0.915 0.896 0.855 0.813
1468	drama heartwarming thriller romance documentary family science-fiction love	0.954 0.879 0.86 0.825 0.777 0.7 0.686 0.669
1469	fiction cartoon family thriller gunfight	0.976 0.911 0.908 0.861 0.565
1470	humor comedy cartoon animated family thriller science-fiction	0.988 0.981 0.98 0.957 0.886 0.779 0.573
1471	escape cinema mystery thriller creepy film-noir documentary	0.937 0.819 0.812 0.788 0.596 0.562 0.533
1472	cinema family historical romance romantic classical	0.961 0.892 0.859 0.794 0.677 0.514
1473	fairy-tale dreams cartoon animated adventure classical historical	0.992 0.974 0.958 0.92 0.858 0.691 0.667
1474	love-story relationship love-affair love romance romantic thriller night	0.978 0.976 0.967 0.966 0.957 0.943 0.832 0.622
1475	summer family love-affair romantic night	0.862 0.844 0.756 0.676 0.626
1476	violence drama western war gangster historical film-noir documentary	0.897 0.882 0.868 0.868 0.849 0.842 0.836 0.82
1477	night cinema thriller war film-noir action dark hero	0.963 0.952 0.951 0.946 0.934 0.926 0.877 0.874
1478	historical death documentary murder mystery creepy horror survival	0.981 0.974 0.915 0.805 0.788 0.779 0.663 0.531
1479	comedy crime funny action murder gangster film-noir love-affair	0.934 0.917 0.848 0.804 0.709 0.651 0.583 0.568
1480	drama thriller love family cartoon summer wilderness	0.966 0.862 0.845 0.811 0.759 0.637 0.511
1481	science-fiction space western space-opera film-noir historical war adventure	0.981 0.967 0.95 0.942 0.916 0.908 0.873 0.832
1482	heartwarming space thriller adventure science-fiction humanity documentary	0.887 0.872 0.835 0.823 0.739 0.702 0.61
1483	historical hero war superhero detective action film-noir gangster	0.955 0.934 0.93 0.92 0.905 0.864 0.845 0.735
1484	comedy thriller cinema family gangster gunfight	0.837 0.756 0.729 0.607 0.591 0.536
1485	war historical detective hero gangster film-noir action documentary	0.956 0.947 0.898 0.775 0.753 0.744 0.712 0.697
1486	love-story romantic love-affair love thriller adventure	0.883 0.846 0.783 0.745 0.66 0.521
1487	heartbreak western romance relationship dark thriller love film-noir	0.987 0.843 0.826 0.803 0.744 0.734 0.725 0.609
1488	horror mystery thriller historical nature space-opera adventure documentary	0.951 0.907 0.897 0.806 0.766 0.74 0.724 0.71
1489	comedy action thriller detective adventure police violence film-noir	0.95 0.93 0.916 0.89 0.834 0.811 0.742 0.59
1490	classical love-story thriller love-affair detective romance love film-noir	0.721 0.714 0.675 0.672 0.62 0.578 0.563 0.505
1491	violence action thriller drama gunfight murder war film-noir	0.983 0.972 0.965 0.959 0.956 0.932 0.847 0.764
1492	french romantic love-story thriller	0.958 0.803 0.703 0.51
1493	drama love-affair romance love-story romantic thriller love family	0.973 0.971 0.961 0.954 0.929 0.911 0.891 0.769
1494	fantasy historical french adventure space-opera film-noir documentary gangster	0.899 0.872 0.862 0.806 0.782 0.767 0.729 0.669
1495	comedy love-affair romance funny dance love animation animated	0.969 0.953 0.947 0.94 0.925 0.911 0.852 0.784
1496	comedy family adventure animation funny cartoon love-affair	0.947 0.897 0.819 0.765 0.717 0.66 0.507
1497	humor comedy historical thriller documentary film-noir	0.972 0.853 0.626 0.607 0.592 0.531
1498	comedy family thriller cartoon adventure documentary wildlife	0.912 0.847 0.778 0.719 0.714 0.691 0.657
1499	drama relaxation comedy heartbreak film-noir	0.89 0.855 0.847 0.762 0.548
1500	heartwarming animation comedy cartoon animated action family fairy-tale	0.855 0.807 0.751 0.739 0.725 0.648 0.646 0.534
1501	wilderness survival historical war cinema thriller gangster documentary	0.969 0.924 0.873 0.848 0.786 0.776 0.626 0.614
1502	night love-story thriller film-noir	0.739 0.632 0.565 0.509
1503	wilderness cinema western thriller love-story romance romantic documentary	0.955 0.937 0.919 0.858 0.778 0.767 0.719 0.64
1504	dance performance french historical film-noir	0.983 0.98 0.707 0.655 0.522
1505	crime murder violence death mystery fiction thriller detective	0.99 0.989 0.986 0.982 0.977 0.967 0.961 0.935
1506	french comedy love-story family love romantic thriller	0.94 0.923 0.893 0.824 0.824 0.793 0.705
1507	death thriller murder love-story heartbreak documentary romance film-noir	0.988 0.938 0.906 0.851 0.834 0.735 0.73 0.702
1508	family cartoon cinema animated thriller	0.968 0.793 0.742 0.737 0.526
1509	violence relationship family heartbreak thriller love-affair love-story night	0.975 0.963 0.935 0.911 0.821 0.645 0.59 0.528
1510	comedy humor thriller cartoon animated action night film-noir	0.945 0.93 0.862 0.802 0.796 0.76 0.674 0.648
1511	historical fiction family war humanity documentary adventure violence	0.966 0.948 0.92 0.908 0.821 0.754 0.742 0.742
1512	historical fantasy wilderness adventure humanity space-opera classical	0.921 0.907 0.857 0.836 0.807 0.726 0.586
1513	animation animated comedy thriller action adventure cartoon romance	0.873 0.862 0.858 0.836 0.805 0.786 0.737 0.579
1514	dreams animation fantasy adventure family thriller night	0.976 0.949 0.933 0.798 0.777 0.623 0.505
1515	heroism war thriller action cinema space-opera escape gunfight	0.967 0.925 0.925 0.918 0.917 0.837 0.831 0.687
1516	wedding relationship romantic romance love-story love family love-affair	0.992 0.987 0.964 0.957 0.956 0.949 0.927 0.877
1517	space adventure thriller space-opera space-travel space-exploration night	0.962 0.915 0.913 0.886 0.82 0.804 0.756
1518	heartbreak drama death emotion historical war family	0.955 0.924 0.878 0.853 0.79 0.557 0.547
1519	historical family thriller summer documentary	0.789 0.764 0.701 0.655 0.528
1520	horror scary thriller cinema nightmare night escape film-noir	0.993 0.993 0.984 0.974 0.946 0.804 0.729 0.683
1521	comedy humor family romance love thriller love-affair	0.946 0.929 0.86 0.846 0.815 0.799 0.791
1522	crime mystery murder death historical documentary detective	0.979 0.91 0.875 0.844 0.84 0.829 0.779
1523	cinema hero documentary historical thriller	0.928 0.906 0.79 0.769 0.63
1524	historical detective fairy-tale thriller adventure comedy documentary	0.872 0.801 0.8 0.769 0.689 0.664 0.63
1525	relationship love-story love romance love-affair romantic family heartbreak	0.984 0.982 0.975 0.973 0.973 0.959 0.854 0.824
1526	cinema documentary thriller detective murder film-noir gunfight	0.977 0.975 0.954 0.945 0.848 0.815 0.707
1527	horror heartbreak thriller science-fiction documentary film-noir love-affair love-story	0.896 0.883 0.836 0.757 0.742 0.738 0.628 0.54
1528	documentary heartwarming thriller adventure love-story family love-affair film-noir	0.843 0.817 0.773 0.726 0.702 0.651 0.638 0.587
1529	dark cinema escape drama thriller documentary cyberpunk film-noir	0.933 0.932 0.898 0.884 0.842 0.838 0.801 0.78
1530	historical french comedy documentary thriller	0.961 0.937 0.758 0.711 0.67
1531	wilderness fiction wildlife cinema thriller cartoon family documentary	0.969 0.965 0.959 0.953 0.869 0.835 0.817 0.748
1532	french	0.764
1533	fiction mystery documentary french thriller love-affair film-noir historical	0.945 0.923 0.88 0.847 0.787 0.708 0.659 0.549
1534	comedy family adventure thriller romance love-affair horror	0.938 0.873 0.827 0.819 0.744 0.734 0.544
1535	drama french mystery documentary historical thriller film-noir dark	0.913 0.901 0.884 0.843 0.828 0.814 0.717 0.715
1536	historical animation documentary animated thriller film-noir classical western	0.847 0.763 0.734 0.708 0.673 0.639 0.573 0.518
1537	love-story romance documentary love-affair humanity space-opera love romantic	0.789 0.774 0.734 0.717 0.699 0.684 0.622 0.611
1538	love romance dance thriller heartbreak fairy-tale space-opera night	0.957 0.933 0.903 0.889 0.845 0.771 0.652 0.583
1539	humanity love-story relationship thriller love documentary nature science-fiction	0.986 0.856 0.836 0.78 0.743 0.688 0.612 0.524
1540	wildlife animated cartoon family wilderness	0.986 0.962 0.954 0.914 0.911
1541	historical nature wilderness fiction documentary	0.911 0.723 0.633 0.623 0.613
1542	fiction mystery historical film-noir detective thriller romantic love	0.98 0.966 0.941 0.917 0.894 0.848 0.825 0.69
1543	drama detective love-story thriller humanity romance gangster documentary	0.911 0.864 0.791 0.79 0.715 0.688 0.669 0.608
1544	thriller comedy love-story romance family animation animated film-noir	0.957 0.941 0.936 0.905 0.86 0.809 0.744 0.719
1545	comedy funny romance family love night film-noir	0.96 0.931 0.808 0.774 0.678 0.676 0.533
1546	dark night film-noir horror science-fiction thriller documentary space-opera	0.954 0.935 0.929 0.894 0.829 0.774 0.722 0.516
1547	drama comedy cartoon animated animation family romance love	0.976 0.976 0.928 0.899 0.897 0.892 0.874 0.646
1548	cinema thriller family documentary love-story western summer film-noir	0.899 0.826 0.739 0.692 0.659 0.597 0.595 0.582
1549	fantasy love-story romance thriller love night nightmare dark	0.929 0.874 0.874 0.829 0.762 0.683 0.672 0.594
1550	night dreams thriller romance love heartbreak documentary dance	0.841 0.828 0.783 0.709 0.577 0.572 0.529 0.51
1551	film-noir	0.254
1552	horror thriller murder wildlife detective gunfight survival wilderness	0.975 0.971 0.952 0.938 0.938 0.912 0.9 0.871
1553	drama cinema night dark thriller documentary romance film-noir	0.933 0.926 0.925 0.875 0.854 0.797 0.76 0.736
1554	adventure thriller wilderness historical action documentary space-opera film-noir	0.871 0.866 0.803 0.749 0.725 0.714 0.64 0.518
1555	fiction cartoon mystery fantasy family escape thriller documentary	0.965 0.964 0.926 0.905 0.86 0.856 0.676 0.551
1556	blood drama dark thriller film-noir historical documentary war	0.892 0.88 0.865 0.776 0.723 0.713 0.669 0.63
1557	war historical thriller adventure action space-opera gangster film-noir	0.911 0.894 0.808 0.754 0.742 0.639 0.589 0.563
1558	gangster comedy western film-noir thriller classical	0.833 0.747 0.742 0.614 0.603 0.548
1559	violence war thriller cinema murder action film-noir gangster	0.973 0.927 0.926 0.922 0.876 0.802 0.774 0.754
1560	film-noir drama thriller historical gangster murder documentary	0.891 0.794 0.783 0.687 0.589 0.583 0.502
1561	fiction documentary historical thriller animation horror gangster	0.894 0.832 0.812 0.72 0.67 0.599 0.513
1562	french historical thriller film-noir documentary	0.947 0.692 0.69 0.568 0.505
1563	drama romance love-story love dreams french classical	0.977 0.954 0.953 0.946 0.923 0.741 0.51
1564	war historical adventure heroic space-opera	0.985 0.982 0.937 0.885 0.574
1565	fiction historical thriller love-story film-noir love-affair romance	0.838 0.768 0.729 0.718 0.614 0.607 0.591
1566	historical adventure comedy family detective thriller humor film-noir	0.941 0.89 0.873 0.856 0.82 0.804 0.758 0.527
1567	heartwarming thriller family love romantic film-noir dark	0.892 0.829 0.794 0.624 0.595 0.54 0.5
1568	love love-story romantic romance love-affair family historical adventure	0.986 0.972 0.964 0.962 0.95 0.864 0.733 0.565
1569	love love-story romance romantic french love-affair fairy-tale adventure	0.938 0.938 0.936 0.934 0.919 0.858 0.633 0.507
1570	classical performance historical french romantic	0.947 0.89 0.877 0.877 0.569
1571	wildlife cartoon adventure thriller historical documentary	0.932 0.925 0.91 0.835 0.832 0.609
1572	heartwarming fiction fairy-tale humanity cartoon historical love-story hero	0.888 0.836 0.784 0.782 0.765 0.753 0.739 0.738
1573	death ghosts horror fantasy mystery drama thriller film-noir	0.971 0.961 0.886 0.804 0.801 0.796 0.739 0.738
1574	historical war fighting cinema violence documentary	0.98 0.968 0.884 0.869 0.808 0.653
1575	humor comedy french dark film-noir gangster	0.946 0.934 0.774 0.689 0.599 0.522
1576	fairy-tale fantasy fiction classical adventure love-story cartoon	0.992 0.976 0.973 0.843 0.705 0.602 0.548
1577	death drama nature fiction murder thriller film-noir romance	0.977 0.95 0.93 0.906 0.833 0.833 0.661 0.582
1578	french historical classical fiction	0.917 0.754 0.724 0.68
1579	cinema thriller summer family	0.833 0.635 0.536 0.507
1580	love fiction romantic historical drama classical film-noir family	0.969 0.932 0.93 0.891 0.888 0.799 0.775 0.71
1581	mystery fiction detective relationship love-affair historical film-noir documentary	0.985 0.978 0.948 0.934 0.832 0.81 0.789 0.678
1582	war drama action historical hero science-fiction humanity film-noir	0.933 0.929 0.928 0.895 0.851 0.74 0.668 0.643
1583	mystery romance thriller romantic love adventure	0.929 0.903 0.86 0.797 0.758 0.676
1584	classical french nature romantic	0.975 0.951 0.934 0.9
1585	dreams historical love-story thriller fantasy documentary science-fiction	0.993 0.964 0.869 0.854 0.81 0.636 0.506
1586	drama gangster historical cinema thriller superhero documentary film-noir	0.875 0.87 0.843 0.805 0.757 0.721 0.621 0.6
1587	horror violence crime mystery thriller gunfight film-noir gangster	0.979 0.964 0.96 0.945 0.939 0.916 0.793 0.783
1588	relationship family french love-story romance	0.976 0.909 0.868 0.852 0.752
1589	cartoon fiction science-fiction documentary thriller adventure space-opera film-noir	0.953 0.932 0.912 0.871 0.812 0.762 0.725 0.649
1590	fiction love-story love romance heartbreak funny documentary historical	0.971 0.957 0.938 0.928 0.875 0.867 0.642 0.56
1591	historical documentary animated animation space-opera cartoon fairy-tale	0.841 0.827 0.676 0.674 0.625 0.598 0.535
1592	magic fantasy night comedy fairy-tale adventure thriller space-opera	0.964 0.96 0.903 0.888 0.857 0.836 0.792 0.654
1593	death drama crime murder horror mystery historical heartbreak	0.987 0.939 0.935 0.926 0.924 0.912 0.902 0.887
1594	wilderness adventure space-exploration thriller documentary	0.964 0.963 0.719 0.607 0.524
1595	comedy documentary	0.697 0.546
1596	space science-fiction space-opera alien thriller space-exploration war action	0.978 0.942 0.867 0.832 0.789 0.666 0.594 0.586
1597	comedy funny thriller action violence family	0.954 0.92 0.789 0.754 0.713 0.697
1598	historical cinema drama documentary film-noir space	0.933 0.898 0.872 0.762 0.563 0.522
1599	historical humanity documentary thriller love-affair	0.952 0.915 0.904 0.807 0.646
1600	war historical adventure space-opera thriller documentary action film-noir	0.941 0.922 0.847 0.807 0.797 0.771 0.749 0.604
1601	murder crime thriller detective gunfight action comedy cinema	0.957 0.909 0.853 0.808 0.766 0.754 0.702 0.641
1602	mystery	0.544
1603	drama heartwarming romance love family relationship thriller love-affair	0.965 0.905 0.883 0.833 0.798 0.769 0.765 0.76
1604	night film-noir drama mystery dark horror detective wilderness	0.992 0.974 0.973 0.948 0.931 0.916 0.903 0.893
1605	love-story romance love romantic love-affair dance heartbreak	0.981 0.973 0.962 0.957 0.951 0.947 0.644
1606	detective mystery drama thriller film-noir love-affair romance documentary	0.971 0.97 0.963 0.944 0.813 0.761 0.746 0.615
1607	nature horror summer thriller documentary	0.879 0.823 0.822 0.734 0.605
1608	comedy humor family detective cartoon gunfight film-noir gangster	0.978 0.95 0.934 0.897 0.85 0.729 0.583 0.555
1609	thriller love-story love-affair romance detective film-noir heartbreak documentary	0.781 0.746 0.728 0.719 0.708 0.671 0.619 0.612
1610	fiction drama documentary crime film-noir science-fiction violence	0.971 0.958 0.932 0.929 0.819 0.692 0.579
1611	relationship love-affair love-story emotion love romance romantic heartbreak	0.979 0.937 0.928 0.919 0.894 0.893 0.866 0.628
1612	drama hero thriller humanity action historical love-affair war	0.991 0.98 0.961 0.925 0.915 0.882 0.822 0.741
1613	fighting gunfight action gangster cinema thriller war animated	0.977 0.952 0.951 0.95 0.883 0.873 0.851 0.733
1614	family romantic love-story film-noir	0.868 0.832 0.811 0.536
1615	heroism heroic action historical cinema violence gunfight	0.963 0.943 0.933 0.933 0.912 0.902 0.801
1616	nature wilderness summer adventure heartwarming animation thriller western	0.963 0.962 0.876 0.831 0.829 0.734 0.729 0.662
1617	thriller film-noir space-opera love-story science-fiction documentary summer romance	0.715 0.675 0.638 0.633 0.615 0.583 0.579 0.531
1618	cinema historical thriller gangster superhero comedy film-noir	0.945 0.936 0.87 0.783 0.67 0.607 0.503
1619	fairy-tale comedy humanity love-story romance love-affair documentary love	0.963 0.959 0.913 0.906 0.886 0.863 0.843 0.823
1620	drama thriller comedy detective action war love-affair gangster	0.988 0.969 0.961 0.94 0.92 0.793 0.774 0.758
1621	love-story love romance drama cartoon animated	0.942 0.925 0.906 0.74 0.648 0.602
1622	french historical romantic	0.986 0.968 0.756
1623	historical french wedding classical documentary thriller	0.928 0.912 0.826 0.806 0.792 0.578
1624	mystery cinema thriller film-noir documentary romantic love	0.903 0.903 0.858 0.701 0.692 0.631 0.556
1625	night cinema thriller war film-noir action dark hero	0.963 0.952 0.951 0.946 0.934 0.926 0.877 0.874
1626	love-story drama heartbreak love romance love-affair french thriller	0.95 0.944 0.934 0.932 0.895 0.867 0.73 0.701
1627	relationship wedding love-story family romance love romantic love-affair	0.982 0.973 0.963 0.957 0.953 0.941 0.938 0.912
1628	documentary comedy drama western	0.662 0.643 0.631 0.604
1629	animation colorful animated hero cartoon emotion documentary	0.918 0.855 0.83 0.803 0.799 0.668 0.663
1630	historical drama mystery classical documentary thriller film-noir space-opera	0.959 0.945 0.848 0.781 0.771 0.749 0.645 0.587
1631	comedy action thriller animation adventure funny	0.81 0.77 0.762 0.731 0.695 0.597
1632	historical nature war wilderness cinema documentary western	0.972 0.941 0.918 0.892 0.888 0.88 0.812
1633	mystery horror heartwarming thriller	0.729 0.722 0.66 0.62
1634	historical documentary thriller dark film-noir classical family heartbreak	0.884 0.844 0.798 0.741 0.701 0.675 0.656 0.548
1635	relationship love-story comedy romance love family love-affair thriller	0.984 0.96 0.952 0.95 0.937 0.932 0.922 0.666
1636	family crime comedy gangster violence adventure action film-noir	0.962 0.953 0.952 0.888 0.849 0.838 0.816 0.632
1637	love-story family romance love-affair love thriller cartoon summer	0.923 0.894 0.871 0.823 0.784 0.75 0.728 0.565
1638	humanity family documentary thriller love-affair love	0.94 0.885 0.862 0.713 0.659 0.609
1639	dark	0.664
1640	drama thriller historical love-story night family romance documentary	0.968 0.895 0.879 0.792 0.729 0.725 0.717 0.694
1641	family fiction detective comedy	0.837 0.822 0.773 0.653
1642	relationship family love-story love love-affair heartbreak	0.97 0.943 0.931 0.875 0.795 0.762
1643	animation animated fantasy love family love-affair thriller adventure	0.967 0.949 0.855 0.835 0.832 0.729 0.656 0.649
1644	drama mystery thriller film-noir horror documentary science-fiction gangster	0.897 0.882 0.836 0.767 0.723 0.661 0.638 0.61
1645	comedy funny thriller family violence gangster adventure murder	0.934 0.857 0.786 0.777 0.752 0.669 0.517 0.511
1646	gunfight violence gangster action war thriller drama cinema	0.98 0.97 0.952 0.902 0.896 0.888 0.886 0.843
1647	love-story animation romance animated love fairy-tale summer family	0.913 0.901 0.839 0.838 0.828 0.814 0.764 0.754
1648	nature historical wildlife adventure documentary cartoon animated	0.942 0.909 0.734 0.719 0.563 0.542 0.537
1649	adventure action thriller nature wildlife horror space-opera cartoon	0.945 0.925 0.924 0.923 0.892 0.889 0.881 0.579
1650	comedy funny thriller family violence gangster adventure murder	0.934 0.857 0.786 0.777 0.752 0.669 0.517 0.511
1651	crime drama cinema thriller escape gangster	0.972 0.969 0.96 0.925 0.903 0.602
1652	drama fantasy thriller film-noir night science-fiction love	0.889 0.886 0.813 0.734 0.685 0.681 0.5
1653	fiction drama family fairy-tale comedy love-story	0.96 0.908 0.883 0.828 0.774 0.722
1654	performance	0.664
1655	love-story love love-affair romance thriller romantic documentary historical	0.952 0.947 0.916 0.91 0.862 0.829 0.683 0.681
1656	drama family romance thriller documentary cartoon summer film-noir	0.93 0.83 0.719 0.713 0.697 0.684 0.571 0.517
1657	cinema thriller	0.846 0.611
1658	science-fiction fiction nature documentary action space-opera	0.883 0.84 0.77 0.71 0.631 0.615
1659	murder crime thriller drama detective violence action death	0.992 0.991 0.981 0.977 0.977 0.964 0.951 0.925
1660	comedy animation cartoon animated emotion dark love-story film-noir	0.945 0.941 0.906 0.898 0.793 0.684 0.668 0.55
1661	relaxation	0.92
1662	magic fantasy adventure thriller film-noir dark fairy-tale western	0.978 0.917 0.861 0.825 0.797 0.762 0.739 0.672
1663	documentary cinema love-story thriller romance romantic love	0.846 0.776 0.756 0.749 0.706 0.572 0.537
1664	comedy funny humor cartoon dreams mystery horror	0.8 0.764 0.75 0.727 0.59 0.571 0.563
1665	relationship love-story love romance comedy family love-affair adventure	0.982 0.968 0.961 0.957 0.942 0.94 0.933 0.627
1666	heartwarming nature love-story colorful family adventure	0.874 0.832 0.701 0.654 0.552 0.538
1667	comedy adventure romance action family animation documentary animated	0.902 0.881 0.816 0.805 0.764 0.743 0.624 0.609
1668	wedding dance love-story heartwarming romantic romance love love-affair	0.958 0.945 0.94 0.935 0.93 0.927 0.918 0.897
1669	violence crime murder horror drama thriller detective action	0.989 0.986 0.98 0.978 0.965 0.955 0.938 0.88
1670	cinema drama violence documentary thriller murder	0.832 0.825 0.714 0.691 0.663 0.586
1671	dance performance animation emotion animated action documentary romance	0.953 0.925 0.923 0.873 0.847 0.774 0.637 0.617
1672	animation heartwarming love-story cartoon documentary family historical adventure	0.901 0.879 0.811 0.807 0.671 0.632 0.617 0.577
1673	space fantasy space-opera cinema thriller film-noir cartoon night	0.971 0.962 0.926 0.917 0.881 0.866 0.751 0.709
1674	historical family romantic classical love	0.96 0.918 0.866 0.729 0.713
1675	action thriller adventure cartoon space-opera film-noir night space	0.958 0.943 0.912 0.82 0.687 0.674 0.657 0.558
1676	war historical violence fiction action documentary family night	0.988 0.971 0.971 0.914 0.833 0.823 0.724 0.518
1677	heartwarming love-story family romantic love-affair	0.906 0.736 0.623 0.606 0.541
1678	animation love-story french documentary romance dance family romantic	0.871 0.857 0.856 0.763 0.753 0.658 0.63 0.596
1679	animated cartoon comedy funny cinema thriller gangster	0.941 0.938 0.922 0.885 0.794 0.662 0.535
1680	animation	0.639
1681	comedy funny thriller dreams romance love heartbreak	0.971 0.97 0.861 0.82 0.74 0.736 0.726
1682	horror thriller classical film-noir night animation french historical	0.97 0.88 0.772 0.77 0.755 0.718 0.709 0.568
