tag_item_id:token	tags:token_seq	tag_scores:float_seq
1	cartoon animation childhood family animated adventure love-story	0.996 0.995 0.994 0.993 0.993 0.947 0.826
2	action thriller cinema war hero space-opera film-noir space	0.965 0.963 0.943 0.941 0.932 0.923 0.906 0.854
3	space drama escape cinema thriller	0.984 0.95 0.938 0.878 0.848
4	comedy cartoon	0.969 0.883
5	comedy humor funny cartoon	0.942 0.904 0.889 0.861
6	gangster crime detective action	0.981 0.979 0.85 0.82
7	science-fiction thriller cinema space wildlife	0.967 0.961 0.955 0.914 0.824
8	love-story childhood romance family romantic love-affair adventure	0.985 0.982 0.979 0.977 0.965 0.959 0.884
9	death drama horror murder thriller mystery adventure film-noir	0.995 0.979 0.977 0.971 0.97 0.969 0.89 0.821
10	historical drama cinema thriller	0.988 0.97 0.964 0.892
11	drama thriller violence murder cinema action film-noir dark	0.988 0.987 0.983 0.978 0.971 0.969 0.961 0.888
12	crime police detective drama thriller cinema murder film-noir	0.994 0.989 0.988 0.988 0.98 0.976 0.955 0.893
13	love love-story romance fairy-tale animation classical animated	0.97 0.95 0.913 0.895 0.868 0.854 0.801
14	historical	0.863
15	music drama classical art fiction thriller space-opera documentary	0.991 0.961 0.938 0.935 0.931 0.875 0.87 0.8
16	comedy	0.843
17	night cinema dark thriller film-noir family	0.99 0.968 0.955 0.942 0.855 0.8
18	colorful children	0.958 0.951
19	love-story romance love-affair	0.897 0.865 0.811
20	animated fantasy nature comedy science-fiction wildlife thriller	0.967 0.941 0.909 0.898 0.881 0.872 0.806
21	cartoon animated children mystery fantasy escape	0.991 0.986 0.976 0.969 0.938 0.845
22	heroism cinema war thriller romantic escape gunfight	0.986 0.979 0.978 0.97 0.946 0.934 0.838
23	drama cinema gangster violence film-noir detective police historical	0.987 0.981 0.976 0.974 0.958 0.948 0.928 0.89
24	cinema drama fighting violence thriller crime gangster	0.962 0.941 0.929 0.908 0.889 0.884 0.87
25	wildlife nature	0.904 0.897
26	children family comedy childhood	0.977 0.956 0.926 0.853
27	gangster violence action thriller cinema gunfight	0.972 0.97 0.93 0.918 0.906 0.886
28	space space-exploration historical cinema space-opera thriller	0.995 0.989 0.96 0.955 0.933 0.865
29	superhero cartoon cinema action dark thriller film-noir comedy	0.992 0.975 0.968 0.942 0.928 0.865 0.843 0.834
30	fairy-tale summer love-story romantic childhood	0.951 0.947 0.945 0.938 0.935
31	dark cinema war	0.939 0.896 0.811
32	comedy funny humor cartoon	0.902 0.863 0.847 0.825
33	gangster western action thriller comedy cinema historical	0.978 0.971 0.959 0.949 0.942 0.924 0.873
34	horror science-fiction thriller war space-opera action	0.962 0.957 0.927 0.926 0.89 0.826
35	childhood family funny cinema thriller	0.965 0.946 0.93 0.917 0.803
36	love-story relationship romance love love-affair romantic heartbreak thriller	0.99 0.978 0.978 0.978 0.972 0.97 0.946 0.87
37	children	0.963
38	cinema comedy documentary	0.927 0.908 0.842
39	mystery drama cinema thriller film-noir	0.971 0.96 0.901 0.888 0.856
40	heartwarming love-story love humor	0.942 0.887 0.849 0.846
41	comedy humor action thriller cartoon teen	0.992 0.978 0.976 0.964 0.854 0.824
42	comedy detective thriller humor	0.979 0.97 0.945 0.941
43	documentary mystery fiction cinema thriller detective	0.964 0.959 0.957 0.943 0.919 0.907
44	drama love-story	0.94 0.84
45	comedy romance humanity funny family	0.954 0.878 0.878 0.828 0.82
46	travel	0.937
47	documentary drama historical comedy thriller film-noir	0.964 0.947 0.917 0.915 0.869 0.822
48	dance animation animated adventure family fantasy thriller	0.975 0.972 0.965 0.935 0.917 0.817 0.81
49	mystery humor science-fiction documentary	0.877 0.851 0.833 0.805
50	space space-opera science-fiction cinema action space-exploration thriller	0.995 0.994 0.992 0.99 0.987 0.942 0.923
51	historical fantasy cinema thriller epic documentary	0.973 0.967 0.932 0.902 0.855 0.852
52	historical violence thriller comedy war death horror	0.972 0.948 0.926 0.911 0.87 0.84 0.81
53	violence murder crime horror thriller cinema action gangster	0.975 0.971 0.97 0.968 0.953 0.942 0.925 0.851
54	horror mystery thriller survival death violence apocalypse	0.98 0.96 0.952 0.948 0.936 0.92 0.89
55	cinema thriller	0.95 0.86
56	fiction drama thriller gangster violence action film-noir	0.996 0.992 0.987 0.982 0.981 0.974 0.938
57	historical thriller	0.855 0.8
58	comedy	0.948
59	colorful thriller emotion historical adventure	0.978 0.898 0.875 0.85 0.834
60	colorful animation historical adventure	0.977 0.881 0.811 0.803
61	colorful animation thriller historical	0.971 0.858 0.82 0.803
62	space science-fiction space-opera space-exploration cinema thriller future	0.995 0.993 0.987 0.981 0.958 0.863 0.825
63	holiday fairy-tale family childhood	0.981 0.973 0.966 0.93
64	drama thriller humanity adventure love-story gangster	0.995 0.987 0.972 0.968 0.926 0.891
65	comedy humor mystery thriller cartoon	0.967 0.966 0.92 0.822 0.81
66	relaxation thriller childhood romance	0.922 0.898 0.893 0.825
67	detective thriller comedy action adventure	0.989 0.939 0.924 0.92 0.859
68	drama cinema thriller wildlife	0.968 0.94 0.934 0.882
69	cinema historical love-story family thriller romance documentary	0.987 0.977 0.975 0.971 0.963 0.894 0.823
70	death drama thriller family historical love-affair romance love	0.99 0.988 0.954 0.949 0.94 0.927 0.906 0.857
71	cartoon family adventure hero fantasy historical thriller horror	0.983 0.981 0.976 0.96 0.958 0.93 0.926 0.804
72	fiction mystery	0.903 0.831
73	gunfight action thriller hero space-opera gangster space film-noir	0.956 0.954 0.94 0.938 0.914 0.895 0.881 0.864
74	comedy fighting action murder animated thriller	0.968 0.926 0.91 0.868 0.866 0.846
75	crime historical death violence mystery murder	0.964 0.959 0.954 0.902 0.875 0.859
76	music love-story documentary thriller romance	0.93 0.892 0.869 0.862 0.813
77	drama fiction cinema	0.949 0.932 0.874
78	children family cinema escape thriller	0.988 0.953 0.928 0.881 0.851
79	crime escape detective thriller cinema action murder film-noir	0.983 0.976 0.967 0.965 0.934 0.916 0.828 0.818
80	gunfight cinema action thriller	0.915 0.902 0.891 0.862
81	humor comedy cartoon	0.944 0.944 0.896
82	science-fiction historical cinema thriller action space-opera	0.993 0.988 0.985 0.967 0.959 0.932
83	comedy mystery thriller love-affair romance love-story	0.962 0.924 0.901 0.867 0.811 0.811
84	science-fiction fiction space-opera future	0.992 0.992 0.924 0.894
85	drama documentary	0.93 0.832
86	drama death historical mystery documentary	0.966 0.966 0.941 0.924 0.827
87	documentary	0.795
88	fiction thriller mystery	0.941 0.864 0.839
89	science-fiction cinema future thriller detective film-noir	0.996 0.988 0.983 0.982 0.966 0.955
90	murder violence drama death fiction horror love-story gunfight	0.965 0.953 0.92 0.899 0.886 0.864 0.859 0.848
91	holiday horror funny thriller family fairy-tale childhood animated	0.989 0.986 0.969 0.948 0.935 0.93 0.925 0.883
92	romance love-story romantic love cinema thriller	0.994 0.992 0.99 0.986 0.969 0.947
93	children childhood family fantasy cartoon fairy-tale	0.98 0.906 0.851 0.833 0.813 0.808
94	family childhood thriller funny adventure love-story	0.994 0.994 0.963 0.961 0.888 0.818
95	animation magic fairy-tale fantasy children adventure cartoon comedy	0.989 0.988 0.988 0.982 0.979 0.962 0.96 0.944
96	science-fiction cinema thriller future war gunfight apocalypse superhero	0.989 0.985 0.98 0.968 0.928 0.915 0.895 0.87
97	music comedy love-story romance	0.97 0.955 0.846 0.81
98	mystery horror thriller cinema film-noir murder nightmare	0.994 0.992 0.987 0.986 0.974 0.96 0.826
99	children fairy-tale cartoon animation family magic holiday nature	0.997 0.995 0.994 0.992 0.991 0.974 0.906 0.884
100	western cinema thriller action comedy	0.977 0.957 0.94 0.897 0.888
101	music cinema thriller	0.993 0.877 0.843
102	animation cartoon funny family adventure	0.99 0.987 0.982 0.961 0.842
103	drama heartwarming family	0.908 0.9 0.873
104	historical action war adventure humanity	0.937 0.922 0.912 0.902 0.845
105	war comedy humor action gangster	0.938 0.925 0.914 0.842 0.803
106	horror dark creepy film-noir thriller nightmare	0.969 0.927 0.927 0.906 0.903 0.814
107	comedy	0.82
108	children childhood cartoon	0.995 0.98 0.944
109	science-fiction cinema thriller funny animated comedy family	0.982 0.975 0.953 0.915 0.903 0.898 0.812
110	cinema	0.867
111	documentary fiction humor family comedy	0.971 0.952 0.877 0.829 0.815
112	animated cartoon cinema	0.935 0.931 0.894
113	historical	0.87
114	animation animated cartoon children comedy family adventure	0.998 0.997 0.997 0.993 0.984 0.963 0.888
115	horror mystery fiction thriller fantasy film-noir	0.984 0.969 0.932 0.894 0.884 0.821
116	heartwarming	0.937
117	music cinema thriller science-fiction	0.99 0.937 0.912 0.838
118	horror thriller science-fiction animated escape cartoon	0.974 0.957 0.912 0.878 0.848 0.808
119	art humanity	0.991 0.817
120	performance dance comedy	0.951 0.951 0.926
121	historical cinema war space thriller documentary	0.987 0.981 0.973 0.914 0.909 0.858
122	cartoon adventure	0.857 0.811
123	horror scary creepy thriller ghosts cinema nightmare night	0.989 0.986 0.975 0.961 0.934 0.934 0.919 0.908
124	drama western thriller love-story	0.96 0.951 0.889 0.886
125	nature mystery science-fiction documentary space humanity emotion	0.956 0.951 0.948 0.933 0.918 0.847 0.84
126	thriller	0.632
127	drama gangster cinema crime family thriller gunfight	0.993 0.991 0.989 0.987 0.98 0.967 0.804
128	superhero action war thriller cinema comedy gangster	0.957 0.94 0.939 0.93 0.924 0.847 0.839
129	cinema thriller	0.861 0.813
130	western historical	0.957 0.951
131	childhood love-story romantic love-affair romance	0.919 0.886 0.835 0.826 0.824
132	magic fantasy cartoon cinema children superhero childhood historical	0.993 0.993 0.991 0.988 0.974 0.958 0.939 0.933
133	historical cinema epic love-story romance escape thriller	0.993 0.991 0.965 0.964 0.956 0.95 0.947
134	drama historical film-noir thriller detective humanity hero	0.994 0.983 0.973 0.968 0.967 0.958 0.945
135	space space-exploration science-fiction space-opera cinema future fiction thriller	0.997 0.996 0.996 0.994 0.991 0.981 0.969 0.864
136	historical hero travel adventure detective	0.979 0.944 0.834 0.83 0.816
137	thriller love-story family	0.892 0.852 0.838
138	cartoon animation animated children funny family	0.967 0.963 0.953 0.927 0.863 0.81
139	love-story love-affair romance drama love heartbreak cartoon	0.98 0.963 0.963 0.944 0.939 0.898 0.802
140	cinema family escape	0.962 0.916 0.901
141	science-fiction cinema historical space-exploration fantasy	0.98 0.969 0.952 0.931 0.887
142	comedy children childhood family cartoon	0.98 0.956 0.905 0.855 0.853
143	music classical drama romantic dance childhood family	0.998 0.983 0.978 0.972 0.965 0.943 0.924
144	action gunfight thriller cinema gangster death heroic survival	0.993 0.992 0.989 0.986 0.985 0.971 0.948 0.935
145	family	0.766
146	space	0.936
147	love night romance romantic drama cinema thriller family	0.978 0.978 0.977 0.975 0.968 0.964 0.898 0.875
148	ghosts horror dark cinema thriller film-noir night nightmare	0.988 0.984 0.974 0.961 0.952 0.904 0.89 0.843
149	love-story heartwarming thriller family romantic detective love-affair	0.944 0.928 0.914 0.853 0.843 0.83 0.806
150	love-affair romantic dance romance	0.922 0.878 0.868 0.841
151	children cinema fantasy magic childhood family historical thriller	0.989 0.98 0.973 0.973 0.964 0.954 0.897 0.879
152	night fiction thriller	0.92 0.883 0.862
153	children animated wildlife cartoon comedy fantasy	0.928 0.861 0.861 0.854 0.83 0.826
154	humor comedy cartoon animated childhood fairy-tale adventure historical	0.998 0.997 0.995 0.989 0.951 0.842 0.823 0.813
155	dance music funny romantic animation animated	0.995 0.978 0.969 0.943 0.923 0.888
156	drama thriller cinema action violence film-noir	0.987 0.986 0.982 0.978 0.974 0.907
157	war historical cinema action gunfight thriller	0.988 0.959 0.954 0.915 0.911 0.894
158	comedy relaxation holiday summer family travel	0.971 0.964 0.947 0.935 0.892 0.888
159	thriller survival action	0.921 0.919 0.863
160	historical thriller film-noir	0.876 0.866 0.856
161	action cinema thriller gunfight space	0.988 0.987 0.985 0.985 0.896
162	family love-story nature childhood love summer romantic fairy-tale	0.953 0.953 0.951 0.95 0.915 0.894 0.888 0.881
163	thriller action comedy hero adventure cartoon	0.963 0.957 0.954 0.953 0.939 0.809
164	cinema horror scary space-opera thriller science-fiction film-noir apocalypse	0.967 0.957 0.944 0.936 0.923 0.889 0.83 0.812
165	love-story	0.726
166	historical romance humanity romantic	0.913 0.881 0.87 0.813
167	detective hero thriller historical	0.891 0.859 0.857 0.835
168	humor comedy fantasy fairy-tale magic adventure classical	0.998 0.997 0.983 0.974 0.969 0.945 0.844
169	comedy humor funny	0.921 0.893 0.868
170	fiction space-opera thriller romantic film-noir	0.969 0.9 0.85 0.813 0.802
171	comedy	0.611
172	cinema action violence space thriller gunfight	0.991 0.99 0.984 0.974 0.966 0.951
173	cinema comedy romance love-story family love magic thriller	0.986 0.982 0.98 0.975 0.966 0.926 0.917 0.849
174	action cinema historical thriller space gunfight	0.988 0.987 0.986 0.98 0.94 0.926
175	historical cinema	0.962 0.892
176	space science-fiction space-opera cinema space-exploration thriller	0.994 0.991 0.978 0.973 0.963 0.916
177	cinema drama comedy gangster thriller film-noir historical	0.983 0.98 0.97 0.926 0.905 0.872 0.832
178	thriller humanity violence hero film-noir	0.978 0.975 0.971 0.891 0.852
179	cinema	0.894
180	war historical action apocalypse cinema thriller epic horror	0.996 0.988 0.988 0.988 0.988 0.972 0.952 0.856
181	cinema space space-opera science-fiction thriller heroic	0.991 0.986 0.975 0.963 0.947 0.913
182	gangster drama thriller historical film-noir comedy love love-affair	0.992 0.992 0.972 0.966 0.961 0.932 0.881 0.842
183	space science-fiction space-opera horror space-exploration cinema thriller	0.995 0.992 0.985 0.982 0.975 0.975 0.95
184	war dark science-fiction action thriller gunfight space	0.986 0.969 0.969 0.95 0.907 0.896 0.861
185	mystery horror thriller film-noir detective cinema ghosts	0.994 0.992 0.985 0.982 0.98 0.975 0.873
186	music comedy cinema funny family childhood	0.994 0.973 0.964 0.923 0.878 0.84
187	drama cinema crime gangster thriller family gunfight	0.991 0.99 0.984 0.983 0.958 0.952 0.826
188	action war violence gunfight thriller heroism gangster film-noir	0.988 0.987 0.986 0.982 0.979 0.947 0.905 0.891
189	family holiday summer adventure love-story	0.981 0.973 0.961 0.892 0.819
190	historical war heroism violence	0.985 0.979 0.954 0.861
191	music classical historical love-story thriller romantic comedy	0.984 0.959 0.956 0.93 0.915 0.877 0.843
192	action historical thriller adventure gangster	0.956 0.94 0.935 0.919 0.814
193	space-opera science-fiction adventure space thriller space-travel space-exploration documentary	0.978 0.978 0.977 0.973 0.963 0.959 0.949 0.805
194	music thriller performance detective gangster	0.987 0.936 0.934 0.908 0.895
195	science-fiction action thriller cinema future superhero gunfight war	0.994 0.986 0.985 0.979 0.966 0.87 0.831 0.82
196	art fiction comedy humanity death	0.983 0.983 0.961 0.953 0.945
197	thriller romance historical childhood love	0.901 0.849 0.847 0.844 0.806
198	drama cinema detective love-story historical romantic film-noir	0.966 0.963 0.952 0.924 0.893 0.865 0.861
199	historical war cinema	0.988 0.986 0.975
200	cinema drama thriller magic	0.975 0.974 0.892 0.838
201	horror creepy ghosts cinema thriller science-fiction nightmare	0.983 0.951 0.943 0.906 0.905 0.823 0.805
202	humor comedy holiday cartoon thriller	0.988 0.985 0.967 0.952 0.806
203	murder drama thriller action western escape historical film-noir	0.987 0.982 0.977 0.967 0.962 0.931 0.895 0.831
204	future science-fiction cinema thriller comedy	0.994 0.993 0.99 0.963 0.938
205	war historical action fighting heroic thriller gunfight	0.991 0.983 0.955 0.953 0.929 0.928 0.835
206	cinema action thriller historical war space-opera cartoon	0.976 0.956 0.945 0.941 0.93 0.891 0.824
207	drama love-story thriller film-noir	0.954 0.838 0.805 0.804
208	cinema science-fiction childhood fantasy funny comedy thriller	0.976 0.973 0.96 0.959 0.941 0.916 0.895
209	comedy funny thriller	0.991 0.984 0.956
210	mystery cinema historical action fiction thriller heroic science-fiction	0.995 0.994 0.992 0.991 0.991 0.985 0.969 0.936
211	war historical family detective thriller	0.969 0.95 0.946 0.929 0.906
212	emotion fiction childhood thriller heartbreak horror	0.983 0.967 0.871 0.849 0.848 0.826
213	space romantic	0.99 0.834
214	music art cinema	0.996 0.958 0.929
215	fiction fantasy	0.959 0.879
216	love-story comedy romance love love-affair romantic detective	0.99 0.986 0.986 0.982 0.981 0.977 0.838
217	horror creepy ghosts cinema thriller film-noir historical nightmare	0.987 0.969 0.944 0.939 0.937 0.893 0.887 0.875
218	horror thriller violence cinema film-noir survival action	0.99 0.977 0.967 0.967 0.953 0.92 0.918
219	horror scary nightmare night thriller cinema ghosts film-noir	0.994 0.992 0.986 0.985 0.978 0.975 0.975 0.959
220	drama mystery fiction relationship	0.929 0.899 0.889 0.861
221	nature thriller adventure	0.915 0.838 0.835
222	space science-fiction space-exploration space-opera fiction cinema action future	0.997 0.996 0.992 0.99 0.983 0.975 0.948 0.94
223	fighting	0.877
224	humor comedy funny cartoon	0.991 0.983 0.981 0.898
225	children funny family adventure wildlife	0.995 0.986 0.985 0.977 0.954
226	action gunfight thriller cinema hero death survival	0.99 0.989 0.985 0.985 0.972 0.965 0.92
227	space science-fiction space-opera fiction cinema space-exploration historical war	0.995 0.993 0.983 0.982 0.98 0.979 0.938 0.822
228	space science-fiction space-opera cinema space-exploration thriller	0.995 0.994 0.988 0.982 0.979 0.942
229	space science-fiction cinema fiction space-opera space-exploration	0.996 0.995 0.988 0.987 0.986 0.978
230	space science-fiction space-opera cinema space-exploration fiction thriller	0.995 0.994 0.987 0.984 0.983 0.972 0.871
231	superhero cinema action dark thriller film-noir comedy	0.992 0.983 0.952 0.939 0.88 0.862 0.845
232	children gunfight action childhood violence cinema thriller gangster	0.982 0.978 0.965 0.953 0.929 0.928 0.907 0.893
233	war action thriller escape historical gunfight	0.967 0.92 0.916 0.887 0.874 0.842
234	horror cinema scary action thriller space-opera	0.994 0.989 0.989 0.986 0.985 0.882
235	space science-fiction space-opera space-exploration thriller	0.983 0.955 0.919 0.914 0.913
236	drama humanity love-story detective	0.966 0.892 0.876 0.829
237	hero war action thriller gangster adventure	0.974 0.958 0.941 0.934 0.907 0.892
238	western childhood adventure family thriller	0.975 0.89 0.872 0.85 0.803
240	humor cartoon comedy animated family	0.994 0.992 0.99 0.981 0.928
241	historical cinema thriller action	0.989 0.985 0.947 0.94
242	comedy	0.809
243	wildlife nature adventure animated cartoon	0.981 0.981 0.952 0.882 0.814
244	nature mountain fiction childhood	0.973 0.943 0.919 0.904
245	horror cinema thriller creepy dark film-noir ghosts	0.976 0.959 0.953 0.921 0.892 0.881 0.842
246	comedy thriller romance love-affair adventure family	0.954 0.912 0.909 0.9 0.861 0.812
247	cinema superhero action animated thriller	0.966 0.956 0.941 0.896 0.809
248	drama film-noir comedy thriller	0.943 0.939 0.89 0.872
249	mystery detective thriller comedy humor adventure action	0.993 0.985 0.97 0.962 0.958 0.923 0.906
250	space science-fiction space-opera cinema space-exploration future thriller action	0.993 0.992 0.977 0.977 0.967 0.966 0.943 0.885
251	dance music romance love love-affair	0.994 0.988 0.936 0.894 0.873
252	cinema historical science-fiction space-exploration thriller space-opera	0.977 0.967 0.967 0.91 0.867 0.835
253	children fiction childhood	0.971 0.948 0.872
254	superhero cartoon cinema detective comedy action family dark	0.993 0.985 0.972 0.955 0.942 0.936 0.928 0.905
255	relationship love-story love romantic romance family love-affair funny	0.99 0.988 0.973 0.971 0.968 0.962 0.96 0.822
256	comedy cartoon family	0.936 0.917 0.839
257	space cinema film-noir thriller action dark	0.972 0.96 0.955 0.949 0.942 0.888
258	drama detective cinema love-story romance documentary love action	0.978 0.945 0.94 0.937 0.923 0.862 0.839 0.821
259	wildlife adventure cartoon family action thriller	0.987 0.97 0.9 0.897 0.895 0.848
260	space science-fiction space-exploration space-opera cinema thriller horror	0.994 0.988 0.985 0.976 0.941 0.902 0.846
261	comedy	0.8
262	war humanity historical detective adventure action	0.946 0.937 0.891 0.886 0.862 0.823
263	drama	0.756
264	comedy funny humor cartoon	0.946 0.925 0.924 0.914
265	historical thriller gunfight detective action film-noir murder	0.988 0.971 0.953 0.948 0.93 0.876 0.805
266	war historical action heroic	0.963 0.944 0.906 0.885
267	mystery	0.632
268	comedy thriller romance love-affair adventure family	0.954 0.912 0.909 0.9 0.861 0.812
269	comedy humor funny family thriller adventure	0.994 0.99 0.987 0.959 0.942 0.82
270	science-fiction cinema future	0.964 0.93 0.904
271	space war space-opera action cinema thriller space-exploration gunfight	0.995 0.989 0.988 0.984 0.977 0.966 0.946 0.915
272	detective thriller love-story adventure	0.979 0.968 0.953 0.804
273	drama cinema thriller	0.938 0.927 0.858
274	love-story animation animated	0.904 0.886 0.833
275	fiction love-story romantic love love-affair historical	0.991 0.987 0.984 0.974 0.969 0.853
276	travel adventure western	0.977 0.921 0.906
277	historical	0.839
278	romance love-story love romantic love-affair fairy-tale	0.961 0.959 0.958 0.939 0.917 0.806
279	childhood children fantasy colorful historical adventure family magic	0.971 0.967 0.961 0.954 0.953 0.928 0.897 0.843
280	relationship family love-affair adventure love thriller romance	0.967 0.925 0.92 0.908 0.903 0.882 0.852
281	wildlife nature cinema thriller	0.99 0.986 0.925 0.806
282	drama death thriller murder violence historical love-affair	0.986 0.979 0.973 0.966 0.929 0.89 0.803
283	drama love-story romance romantic love teen thriller love-affair	0.982 0.958 0.951 0.94 0.899 0.854 0.849 0.809
284	children	0.838
285	fiction drama thriller love-affair documentary romance film-noir	0.978 0.976 0.952 0.922 0.908 0.895 0.879
286	mystery historical death thriller detective war murder love	0.973 0.973 0.971 0.969 0.959 0.952 0.844 0.811
287	comedy space humor	0.925 0.916 0.894
288	scary horror cinema thriller nightmare ghosts	0.992 0.992 0.979 0.977 0.938 0.809
289	historical love-story thriller romance	0.968 0.94 0.914 0.873
290	wildlife nature thriller horror action animated	0.965 0.952 0.879 0.877 0.858 0.817
291	drama cinema science-fiction historical space-opera superhero	0.963 0.926 0.852 0.848 0.842 0.84
292	heartwarming romance	0.875 0.852
293	crime gangster drama thriller murder action film-noir	0.977 0.977 0.961 0.95 0.942 0.927 0.902
294	humor comedy funny thriller detective love-story documentary love-affair	0.989 0.988 0.979 0.961 0.948 0.87 0.861 0.852
295	drama cinema documentary	0.911 0.909 0.823
296	love-story romance love romantic thriller	0.963 0.955 0.953 0.921 0.866
297	drama	0.824
298	comedy cinema action violence animated cartoon	0.974 0.933 0.914 0.908 0.842 0.806
299	gangster crime violence thriller drama	0.979 0.969 0.956 0.855 0.839
300	war cinema action space-opera	0.97 0.9 0.821 0.802
301	comedy family thriller funny performance	0.963 0.906 0.894 0.887 0.862
302	detective police mystery drama cinema thriller film-noir escape	0.984 0.984 0.982 0.98 0.971 0.965 0.942 0.871
303	drama	0.824
304	escape cinema children family	0.965 0.878 0.875 0.834
305	horror thriller	0.823 0.823
306	relationship drama romance family	0.944 0.934 0.895 0.879
307	drama horror cinema thriller film-noir	0.98 0.964 0.957 0.953 0.834
308	fairy-tale fiction fantasy magic children adventure love-story	0.986 0.985 0.984 0.979 0.976 0.862 0.848
309	detective mystery drama thriller film-noir	0.971 0.97 0.963 0.944 0.813
310	comedy thriller magic	0.904 0.87 0.865
311	cinema love-story romance thriller love wildlife	0.948 0.895 0.873 0.841 0.812 0.806
312	nature horror thriller film-noir fairy-tale fantasy love-affair adventure	0.958 0.95 0.938 0.937 0.898 0.897 0.873 0.833
313	historical cinema thriller	0.986 0.984 0.959
314	mountain action gunfight cinema gangster thriller	0.939 0.938 0.932 0.931 0.884 0.811
315	children childhood cinema comedy	0.977 0.948 0.857 0.828
316	heartwarming comedy performance thriller romance love-story family	0.979 0.975 0.949 0.942 0.914 0.913 0.882
317	drama family childhood historical relationship love mystery love-affair	0.992 0.981 0.957 0.939 0.936 0.908 0.898 0.832
318	war historical cinema fiction thriller documentary escape	0.99 0.989 0.988 0.956 0.955 0.925 0.835
319	love-story relationship emotion love romance romantic love-affair music	0.994 0.993 0.992 0.99 0.986 0.981 0.967 0.953
320	murder crime fantasy childhood fiction historical thriller adventure	0.981 0.962 0.92 0.901 0.893 0.867 0.849 0.805
321	family childhood love-story emotion love love-affair adult thriller	0.984 0.981 0.973 0.965 0.949 0.856 0.841 0.833
322	murder crime death violence drama thriller detective historical	0.985 0.982 0.979 0.969 0.944 0.943 0.92 0.91
323	mountain cinema	0.976 0.879
324	adventure travel drama thriller western documentary	0.945 0.945 0.924 0.904 0.892 0.803
325	cinema action thriller gunfight	0.957 0.947 0.941 0.878
326	war cinema heroism	0.96 0.894 0.866
327	crime detective violence drama thriller gangster action	0.974 0.932 0.904 0.898 0.869 0.856 0.833
328	mystery fiction drama historical documentary	0.985 0.963 0.925 0.923 0.894
329	drama survival thriller violence escape	0.957 0.939 0.925 0.923 0.891
330	historical	0.827
331	cinema thriller action horror hero	0.961 0.961 0.942 0.895 0.839
332	love-story romance funny love romantic cinema thriller	0.969 0.965 0.952 0.951 0.942 0.909 0.821
333	action cinema fantasy cartoon	0.961 0.926 0.879 0.847
334	cinema thriller	0.929 0.871
335	performance hero	0.987 0.904
336	fiction science-fiction fantasy cinema	0.954 0.94 0.901 0.884
337	drama cinema love-story love family romance	0.962 0.916 0.879 0.867 0.866 0.862
338	drama	0.74
339	drama cinema crime thriller	0.959 0.942 0.938 0.869
340	music dance summer	0.987 0.98 0.815
341	death	0.867
342	humanity detective science-fiction documentary adventure	0.963 0.951 0.886 0.88 0.83
343	space science-fiction cinema horror action thriller	0.993 0.991 0.982 0.973 0.962 0.926
344	historical hero thriller humanity documentary adventure	0.927 0.859 0.857 0.854 0.82 0.807
345	drama fiction comedy humor detective documentary	0.944 0.94 0.89 0.844 0.816 0.807
346	comedy funny family	0.945 0.862 0.805
347	comedy humor heartwarming cartoon family thriller animated	0.96 0.906 0.901 0.896 0.858 0.855 0.819
348	drama survival thriller violence escape	0.957 0.939 0.925 0.923 0.891
349	cinema thriller summer night	0.916 0.9 0.886 0.87
350	death drama cinema thriller	0.977 0.949 0.905 0.873
351	fiction mystery science-fiction historical future thriller fantasy	0.941 0.913 0.912 0.91 0.9 0.889 0.877
352	travel	0.863
353	cinema thriller horror action dark	0.914 0.902 0.85 0.84 0.838
354	music performance relationship love-story romantic romance love-affair dance	0.975 0.972 0.952 0.927 0.918 0.913 0.841 0.828
355	space science-fiction fiction cinema space-opera	0.979 0.906 0.875 0.818 0.809
356	drama cinema romance thriller detective	0.969 0.932 0.884 0.851 0.827
357	fiction thriller comedy adventure love-story science-fiction fairy-tale film-noir	0.993 0.985 0.978 0.966 0.945 0.943 0.879 0.847
358	horror animated thriller cinema cartoon	0.944 0.929 0.92 0.919 0.813
359	action	0.794
360	children magic fantasy animated fairy-tale cartoon adventure	0.989 0.985 0.984 0.977 0.976 0.969 0.967
361	mystery detective thriller horror documentary	0.979 0.936 0.909 0.853 0.846
362	music cinema funny dark family	0.993 0.938 0.931 0.887 0.805
363	death murder horror thriller survival mystery	0.985 0.949 0.944 0.928 0.918 0.88
364	comedy nature thriller action	0.963 0.958 0.95 0.944
365	fiction	0.7
366	thriller science-fiction violence documentary	0.936 0.887 0.866 0.809
367	comedy mystery teen funny romance thriller love	0.993 0.988 0.978 0.976 0.962 0.958 0.896
368	nature space documentary	0.955 0.908 0.823
369	comedy film-noir humor wildlife	0.869 0.841 0.825 0.82
370	drama fiction love-story cinema romantic	0.966 0.949 0.907 0.891 0.857
371	historical western adventure	0.964 0.917 0.913
372	comedy humor	0.889 0.815
373	drama detective police cinema thriller comedy gangster superhero	0.978 0.97 0.945 0.943 0.939 0.931 0.83 0.824
374	cartoon cinema superhero science-fiction family comedy thriller	0.987 0.986 0.984 0.97 0.917 0.849 0.835
375	comedy cartoon animated teen	0.943 0.908 0.868 0.811
376	comedy family funny romance humor	0.963 0.886 0.882 0.879 0.876
377	action violence performance thriller	0.963 0.943 0.86 0.832
378	comedy drama thriller romance	0.968 0.961 0.906 0.839
379	fiction fantasy cinema thriller ghosts science-fiction	0.967 0.951 0.949 0.924 0.898 0.864
380	science-fiction space space-opera cinema space-exploration future	0.994 0.994 0.985 0.976 0.965 0.963
381	love-story romance romantic love-affair family love thriller	0.967 0.958 0.956 0.928 0.92 0.877 0.801
382	adventure thriller historical fairy-tale	0.989 0.887 0.879 0.862
383	children family childhood animation cartoon animated historical funny	0.989 0.98 0.973 0.97 0.969 0.961 0.928 0.823
384	crime violence action funny comedy horror gangster murder	0.974 0.962 0.953 0.947 0.947 0.888 0.871 0.852
385	fiction thriller detective cinema love-story film-noir action science-fiction	0.989 0.986 0.984 0.979 0.93 0.929 0.914 0.884
386	children family childhood relationship humanity comedy	0.992 0.983 0.969 0.938 0.908 0.825
387	childhood historical romance thriller crime	0.984 0.968 0.889 0.878 0.83
388	police detective cinema drama thriller action film-noir	0.991 0.984 0.977 0.976 0.968 0.94 0.84
389	drama cinema dark film-noir love-story love	0.955 0.935 0.922 0.86 0.824 0.805
390	horror thriller emotion film-noir gangster science-fiction	0.98 0.964 0.96 0.919 0.912 0.818
391	action hero heroism heroic drama superhero thriller war	0.992 0.992 0.984 0.983 0.98 0.966 0.96 0.919
392	performance humanity death art thriller	0.963 0.945 0.937 0.901 0.898
393	comedy romance funny family thriller love-affair	0.973 0.946 0.94 0.905 0.877 0.876
394	murder crime death music horror thriller detective drama	0.99 0.98 0.967 0.963 0.956 0.926 0.923 0.906
395	fantasy comedy hero fairy-tale adventure thriller	0.969 0.969 0.95 0.948 0.934 0.865
396	family childhood comedy thriller	0.957 0.952 0.944 0.824
397	space action gunfight fighting violence space-opera	0.952 0.929 0.92 0.902 0.898 0.865
398	cartoon animated childhood cinema	0.993 0.988 0.972 0.909
399	children thriller historical action heroic	0.96 0.933 0.931 0.882 0.876
400	children childhood comedy cartoon family adventure	0.994 0.983 0.979 0.977 0.931 0.851
401	family comedy	0.964 0.935
402	ghosts horror creepy thriller cinema nightmare film-noir cartoon	0.993 0.985 0.966 0.959 0.919 0.871 0.852 0.811
403	superhero cartoon cinema detective action dark thriller comedy	0.993 0.982 0.977 0.96 0.957 0.937 0.882 0.86
404	children cartoon animation fairy-tale fantasy	0.991 0.99 0.988 0.984 0.97
405	action space science-fiction thriller space-opera space-exploration escape	0.981 0.975 0.962 0.955 0.953 0.917 0.905
406	drama	0.737
407	detective thriller action comedy adventure	0.968 0.954 0.94 0.907 0.83
408	comedy	0.823
409	detective comedy humor gangster family	0.925 0.923 0.832 0.829 0.801
410	gangster violence drama thriller action film-noir	0.984 0.961 0.954 0.949 0.939 0.849
411	humor comedy funny cartoon	0.962 0.943 0.942 0.843
412	comedy funny	0.95 0.919
413	cinema fiction drama thriller dark film-noir violence	0.954 0.954 0.902 0.898 0.885 0.881 0.842
414	childhood love historical summer holiday	0.967 0.94 0.91 0.843 0.817
415	children cartoon	0.9 0.824
416	childhood cartoon family animated adventure thriller	0.988 0.975 0.95 0.924 0.889 0.824
417	children family comedy childhood romance thriller funny	0.984 0.984 0.966 0.955 0.936 0.91 0.837
418	fairy-tale children family animation childhood romance animated	0.992 0.991 0.968 0.953 0.952 0.947 0.943
419	children fairy-tale animation magic childhood cartoon love-story	0.993 0.99 0.987 0.985 0.972 0.972 0.964
420	children fantasy magic cartoon fairy-tale adventure childhood	0.989 0.987 0.984 0.981 0.981 0.972 0.972
421	drama love-story love romance romantic love-affair classical heartbreak	0.993 0.985 0.984 0.983 0.982 0.975 0.957 0.866
422	children fairy-tale fantasy magic adventure hero cartoon thriller	0.984 0.982 0.976 0.976 0.973 0.967 0.93 0.906
423	science-fiction cinema space space-exploration childhood thriller space-opera nature	0.991 0.989 0.987 0.969 0.968 0.967 0.959 0.825
424	children childhood family cinema cartoon	0.996 0.988 0.971 0.925 0.922
425	performance comedy	0.962 0.82
426	cinema science-fiction action superhero animated thriller	0.983 0.98 0.974 0.955 0.942 0.889
427	fiction childhood thriller love-story adventure	0.995 0.981 0.975 0.928 0.804
428	comedy humor family love-story childhood romance love-affair hero	0.975 0.965 0.961 0.941 0.913 0.911 0.893 0.81
429	nature space historical science-fiction space-opera survival hero summer	0.991 0.986 0.981 0.975 0.952 0.913 0.903 0.809
430	comedy humor cartoon	0.981 0.968 0.929
431	action thriller cinema war mountain space epic	0.98 0.972 0.965 0.941 0.934 0.916 0.909
432	fantasy animation magic animated cartoon children classical space-opera	0.993 0.992 0.991 0.99 0.985 0.963 0.934 0.923
433	teen horror thriller love-story romance love-affair	0.975 0.945 0.926 0.922 0.882 0.845
434	space science-fiction space-opera cinema thriller space-exploration film-noir apocalypse	0.993 0.989 0.984 0.979 0.953 0.89 0.881 0.827
435	gangster western cinema thriller action comedy film-noir	0.994 0.993 0.981 0.975 0.969 0.941 0.94
436	horror cinema fantasy thriller	0.986 0.96 0.936 0.932
437	mystery horror cinema thriller historical	0.973 0.971 0.927 0.923 0.862
438	horror cinema thriller science-fiction	0.965 0.946 0.894 0.819
439	horror cinema thriller family nightmare childhood	0.983 0.952 0.952 0.852 0.82 0.809
440	horror mystery thriller cinema fiction detective	0.983 0.983 0.951 0.95 0.927 0.919
441	horror mystery ghosts thriller cinema nightmare	0.996 0.989 0.976 0.973 0.962 0.931
442	mystery horror thriller historical nightmare	0.987 0.983 0.944 0.88 0.869
443	nature wildlife animated	0.98 0.98 0.841
444	cartoon comedy animated childhood	0.914 0.904 0.89 0.819
445	crime mystery horror murder drama thriller film-noir	0.983 0.983 0.979 0.971 0.971 0.958 0.883
446	thriller	0.783
447	drama love-story cinema romantic family thriller love	0.979 0.958 0.951 0.895 0.888 0.888 0.826
448	horror science-fiction thriller cinema future ghosts apocalypse film-noir	0.979 0.97 0.962 0.96 0.953 0.922 0.913 0.877
449	science-fiction space cinema space-opera space-exploration action	0.995 0.994 0.992 0.991 0.979 0.959
450	space science-fiction space-exploration cinema space-opera thriller	0.996 0.995 0.991 0.987 0.987 0.9
451	drama comedy	0.9 0.844
452	horror cinema action thriller	0.981 0.975 0.964 0.964
453	cinema horror action thriller	0.981 0.968 0.932 0.929
454	violence western thriller adventure	0.914 0.896 0.894 0.877
455	fighting action cinema gangster comedy superhero	0.983 0.974 0.966 0.957 0.944 0.871
456	action cinema comedy thriller	0.916 0.893 0.866 0.834
457	cinema childhood family funny escape thriller	0.954 0.948 0.946 0.943 0.93 0.876
458	historical thriller documentary detective film-noir humanity	0.984 0.962 0.957 0.947 0.876 0.865
459	emotion heartwarming love-story love heartbreak love-affair historical family	0.992 0.983 0.982 0.98 0.977 0.954 0.94 0.913
460	thriller adventure action	0.911 0.846 0.832
461	drama thriller violence	0.87 0.859 0.815
462	childhood	0.834
463	mystery historical thriller documentary romance detective escape fantasy	0.978 0.948 0.923 0.87 0.863 0.863 0.862 0.862
464	drama	0.824
465	wildlife children fantasy mountain	0.993 0.993 0.929 0.804
466	western cinema historical mountain thriller action	0.991 0.976 0.946 0.944 0.915 0.897
467	fiction comedy fairy-tale	0.976 0.938 0.897
468	comedy thriller humor teen family adventure	0.976 0.936 0.929 0.915 0.862 0.857
469	comedy humor funny thriller action	0.977 0.964 0.96 0.866 0.804
470	death historical ghosts horror drama cinema mystery	0.984 0.942 0.876 0.856 0.855 0.854 0.819
471	war heroism historical thriller action gunfight	0.99 0.98 0.974 0.97 0.969 0.839
472	fantasy cinema thriller action epic mountain heroic	0.973 0.922 0.921 0.87 0.844 0.835 0.809
473	children family fairy-tale funny adventure cartoon	0.988 0.923 0.91 0.906 0.84 0.809
474	drama science-fiction humor thriller war love-story	0.99 0.983 0.972 0.969 0.932 0.852
475	travel thriller adventure romantic	0.984 0.962 0.907 0.884
476	relationship comedy romance love-affair romantic love-story family funny	0.975 0.954 0.927 0.924 0.916 0.913 0.893 0.838
477	children fairy-tale animated cartoon love thriller love-affair adventure	0.994 0.98 0.971 0.97 0.91 0.909 0.892 0.892
478	drama historical fiction love-story detective childhood film-noir	0.989 0.982 0.97 0.932 0.917 0.91 0.886
479	drama mystery cinema film-noir thriller detective	0.991 0.991 0.991 0.989 0.988 0.984
480	mystery film-noir drama action western historical mountain	0.992 0.992 0.99 0.986 0.984 0.958 0.874
481	space drama	0.977 0.915
482	comedy thriller love family childhood romantic summer	0.975 0.922 0.911 0.885 0.871 0.87 0.823
483	cinema war love-story film-noir thriller romantic detective	0.994 0.98 0.977 0.976 0.971 0.951 0.928
484	detective mystery war adventure film-noir heartwarming	0.982 0.975 0.945 0.921 0.917 0.809
485	drama love-story romantic fairy-tale love love-affair hero classical	0.994 0.989 0.984 0.981 0.975 0.957 0.947 0.943
486	drama love-story childhood	0.925 0.872 0.858
487	holiday romance romantic classical family	0.981 0.961 0.96 0.916 0.906
488	summer	0.883
489	crime drama historical detective gangster murder film-noir thriller	0.984 0.97 0.968 0.966 0.958 0.953 0.949 0.936
490	crime detective thriller police escape film-noir gangster gunfight	0.994 0.989 0.981 0.979 0.962 0.946 0.926 0.878
491	hero cinema fiction fantasy cartoon thriller	0.988 0.988 0.987 0.983 0.952 0.821
492	fiction historical childhood western love	0.986 0.973 0.921 0.869 0.852
493	detective drama film-noir fiction thriller gangster	0.991 0.984 0.983 0.983 0.966 0.868
494	comedy relationship love-story childhood family film-noir historical	0.98 0.965 0.965 0.887 0.885 0.873 0.861
495	historical cinema science-fiction fiction space	0.982 0.97 0.958 0.948 0.942
496	family childhood love-story romance love-affair holiday	0.994 0.986 0.982 0.929 0.89 0.851
497	childhood family historical	0.978 0.964 0.853
498	historical fiction	0.969 0.914
499	childhood film-noir love-story romance	0.954 0.906 0.902 0.872
500	escape cinema children family	0.965 0.878 0.875 0.834
501	cartoon comedy animated adventure family funny	0.979 0.964 0.963 0.957 0.95 0.929
502	childhood children	0.9 0.866
503	performance thriller documentary historical	0.966 0.886 0.846 0.829
504	drama western love-story thriller film-noir detective action gangster	0.97 0.957 0.942 0.935 0.918 0.914 0.905 0.89
505	crime murder detective drama thriller police violence film-noir	0.992 0.99 0.983 0.983 0.979 0.975 0.963 0.955
506	drama fiction historical war thriller documentary violence film-noir	0.988 0.984 0.981 0.974 0.934 0.908 0.886 0.852
507	drama romance love-story thriller love-affair film-noir love	0.991 0.953 0.951 0.923 0.919 0.893 0.82
508	humanity documentary comedy	0.967 0.927 0.907
509	funny childhood dance heartbreak love romance	0.904 0.897 0.897 0.86 0.804 0.804
510	cinema historical thriller action war heroic	0.976 0.962 0.921 0.896 0.893 0.862
511	war historical cinema action heroism thriller love-story mountain	0.995 0.993 0.991 0.985 0.976 0.967 0.947 0.941
512	space-opera adventure love-story thriller romance science-fiction love	0.929 0.927 0.915 0.913 0.886 0.823 0.811
513	cinema drama detective film-noir love-story romantic	0.99 0.989 0.944 0.933 0.922 0.903
514	drama family love-story romance love thriller	0.992 0.979 0.967 0.928 0.905 0.883
515	historical	0.824
516	hero action childhood comedy thriller	0.989 0.902 0.844 0.844 0.837
517	drama historical thriller film-noir	0.966 0.962 0.898 0.851
518	drama thriller	0.925 0.814
519	western mountain nature historical heroism	0.984 0.981 0.973 0.972 0.814
520	escape cinema survival thriller action	0.994 0.988 0.986 0.982 0.944
521	wildlife cinema thriller survival gunfight	0.986 0.946 0.927 0.882 0.847
522	crime drama detective comedy thriller film-noir documentary	0.982 0.967 0.93 0.922 0.913 0.888 0.855
523	western hero action thriller film-noir comedy	0.949 0.948 0.926 0.924 0.924 0.9
524	historical war documentary humanity	0.989 0.967 0.914 0.835
525	drama detective thriller film-noir historical	0.991 0.988 0.982 0.982 0.924
526	hero historical heroic thriller	0.986 0.98 0.963 0.921
527	historical humanity hero documentary violence	0.984 0.96 0.96 0.874 0.855
528	war violence historical murder cinema thriller gunfight documentary	0.99 0.985 0.976 0.959 0.953 0.939 0.922 0.866
529	childhood fiction	0.977 0.906
530	historical hero thriller fantasy war superhero	0.977 0.975 0.961 0.931 0.93 0.869
531	colorful	0.813
532	relationship love love-story romance romantic love-affair historical fiction	0.984 0.978 0.963 0.947 0.941 0.929 0.917 0.913
533	travel relaxation thriller adventure holiday summer documentary	0.968 0.95 0.895 0.887 0.85 0.848 0.812
534	travel space-travel space adventure thriller documentary space-opera holiday	0.992 0.974 0.957 0.946 0.916 0.891 0.88 0.868
535	love-story relationship love romance love-affair romantic heartbreak	0.99 0.986 0.986 0.978 0.972 0.97 0.905
536	cartoon	0.76
537	western adventure childhood thriller historical family	0.972 0.928 0.905 0.893 0.872 0.824
538	animation animated romance fairy-tale fantasy childhood	0.973 0.945 0.905 0.903 0.888 0.834
539	cartoon wildlife adventure funny family thriller	0.954 0.945 0.903 0.896 0.854 0.821
540	cinema	0.828
541	fighting action cinema gunfight thriller science-fiction heroic	0.993 0.991 0.969 0.963 0.956 0.94 0.917
542	family cartoon fantasy adventure	0.971 0.968 0.965 0.945
543	drama historical romance love-story thriller	0.989 0.963 0.941 0.882 0.843
544	death travel	0.955 0.95
545	horror fantasy thriller	0.97 0.949 0.858
546	gunfight western war drama	0.905 0.895 0.882 0.879
547	crime childhood murder detective	0.967 0.902 0.886 0.881
548	fiction adventure fantasy thriller love-story	0.965 0.904 0.9 0.897 0.806
549	war cinema action heroism detective fantasy	0.921 0.92 0.907 0.899 0.886 0.815
550	action gunfight hero cinema thriller death murder survival	0.995 0.994 0.992 0.992 0.99 0.989 0.981 0.901
551	magic fantasy cinema thriller	0.973 0.97 0.958 0.908
552	wildlife nature space science-fiction documentary animated mystery	0.968 0.967 0.922 0.918 0.894 0.888 0.801
553	space nature travel adventure space-travel space-exploration science-fiction	0.986 0.967 0.951 0.885 0.861 0.852 0.846
554	nature cinema cartoon family science-fiction	0.94 0.928 0.895 0.888 0.855
555	war humanity documentary	0.958 0.954 0.934
556	western action comedy thriller gangster	0.975 0.907 0.9 0.879 0.868
557	performance classical drama	0.976 0.942 0.818
558	fantasy magic wildlife space cinema space-opera	0.962 0.955 0.936 0.884 0.852 0.81
559	horror cinema thriller ghosts documentary romance	0.97 0.941 0.894 0.885 0.869 0.818
560	children childhood fantasy cinema magic family	0.996 0.979 0.975 0.951 0.922 0.92
561	fiction science-fiction fantasy horror cinema love-story thriller	0.99 0.985 0.969 0.96 0.946 0.878 0.802
562	gunfight death action drama thriller cinema war	0.989 0.989 0.982 0.981 0.98 0.977 0.963
563	fiction horror mystery thriller fantasy science-fiction cinema	0.991 0.984 0.979 0.968 0.948 0.947 0.914
564	fiction gangster comedy thriller film-noir cinema	0.974 0.955 0.881 0.867 0.855 0.833
565	horror scary drama cinema thriller mystery film-noir	0.988 0.983 0.969 0.962 0.939 0.905 0.86
566	drama violence thriller action survival escape film-noir	0.985 0.983 0.982 0.982 0.924 0.859 0.852
567	horror scary creepy nightmare thriller ghosts night film-noir	0.993 0.99 0.98 0.976 0.972 0.931 0.893 0.867
568	action thriller cinema gunfight space-opera	0.977 0.951 0.949 0.86 0.826
569	wildlife thriller survival	0.948 0.931 0.885
570	western gunfight historical drama gangster cinema thriller	0.981 0.976 0.959 0.936 0.91 0.901 0.876
571	crime police drama thriller	0.97 0.961 0.897 0.875
572	cinema	0.865
573	horror science-fiction survival cinema thriller	0.939 0.913 0.898 0.887 0.852
574	fighting action cinema	0.989 0.923 0.901
575	comedy thriller	0.934 0.823
576	thriller action cinema escape gunfight murder survival	0.966 0.965 0.942 0.939 0.925 0.835 0.814
577	cartoon comedy	0.896 0.851
578	violence superhero drama action cinema comedy	0.972 0.941 0.935 0.926 0.888 0.831
579	death horror murder drama thriller action science-fiction film-noir	0.976 0.973 0.969 0.964 0.962 0.943 0.866 0.822
580	adventure historical thriller travel	0.89 0.88 0.866 0.842
581	western cinema historical	0.945 0.925 0.901
582	music performance classical	0.995 0.973 0.967
583	drama love-story romance romantic cinema love thriller	0.98 0.973 0.97 0.955 0.951 0.947 0.918
584	mystery romantic childhood adventure family love	0.953 0.932 0.905 0.87 0.856 0.831
585	love-affair children romance family love	0.935 0.928 0.922 0.91 0.909
586	space science-fiction escape future hero	0.974 0.945 0.917 0.883 0.827
587	comedy humor cartoon animated thriller family	0.97 0.952 0.927 0.922 0.877 0.842
588	fairy-tale love-story romance fantasy magic	0.987 0.983 0.979 0.977 0.937
589	western wildlife cinema gangster comedy thriller action film-noir	0.986 0.97 0.961 0.942 0.929 0.924 0.845 0.803
590	horror thriller cinema creepy nightmare dark film-noir	0.992 0.972 0.962 0.958 0.891 0.877 0.805
591	scary horror thriller survival action nightmare	0.985 0.985 0.96 0.936 0.924 0.802
592	crime documentary thriller murder police detective cinema	0.994 0.965 0.912 0.903 0.894 0.894 0.869
593	war historical cinema heroism thriller	0.988 0.984 0.95 0.877 0.841
594	violence drama thriller action	0.93 0.909 0.872 0.805
595	love love-story comedy cinema	0.882 0.878 0.868 0.809
596	historical classical fairy-tale romantic	0.976 0.915 0.904 0.847
597	children	0.752
598	comedy thriller funny	0.934 0.867 0.846
599	police crime detective	0.986 0.955 0.922
600	fiction historical adventure thriller	0.984 0.962 0.944 0.828
601	war historical hero death heroism heroic love fighting	0.988 0.979 0.976 0.973 0.97 0.955 0.945 0.864
602	love-story romantic	0.889 0.872
603	cinema drama crime night film-noir historical	0.981 0.965 0.945 0.936 0.919 0.868
604	mystery love-story thriller romantic crime love film-noir historical	0.99 0.98 0.976 0.973 0.968 0.955 0.948 0.936
605	western travel love-story family romantic adventure holiday	0.967 0.941 0.923 0.902 0.877 0.861 0.809
606	love-story romance love romantic historical film-noir humanity documentary	0.966 0.939 0.906 0.902 0.881 0.87 0.866 0.814
607	drama love-story romantic historical film-noir detective heroism	0.991 0.979 0.957 0.94 0.932 0.923 0.818
608	magic cinema fiction fantasy science-fiction romantic film-noir	0.976 0.966 0.959 0.941 0.844 0.826 0.801
609	family relationship love-story romantic love love-affair childhood	0.981 0.98 0.973 0.953 0.933 0.88 0.823
610	childhood drama romance	0.892 0.89 0.805
611	drama love romance historical	0.953 0.875 0.86 0.809
612	space adventure space-opera film-noir space-exploration	0.955 0.922 0.892 0.843 0.823
613	hero historical love-story detective love-affair love romantic	0.953 0.953 0.932 0.858 0.852 0.851 0.828
614	space cartoon space-opera science-fiction adventure	0.885 0.835 0.833 0.806 0.803
615	detective drama mystery thriller historical death action film-noir	0.982 0.974 0.973 0.965 0.963 0.943 0.922 0.908
616	horror night ghosts survival drama thriller nightmare dark	0.996 0.99 0.986 0.984 0.983 0.976 0.971 0.97
617	drama film-noir historical	0.962 0.894 0.853
618	holiday childhood summer family	0.957 0.943 0.94 0.897
619	violence survival action historical heroism	0.968 0.904 0.869 0.834 0.805
620	drama mystery thriller love-story romantic classical	0.98 0.883 0.88 0.831 0.823 0.814
621	western historical wildlife hero heroic mountain childhood	0.989 0.986 0.985 0.977 0.933 0.919 0.823
622	family children fiction historical childhood fantasy	0.988 0.987 0.938 0.933 0.931 0.837
623	fantasy heartwarming thriller	0.924 0.9 0.849
624	western historical adventure war comedy gangster action classical	0.959 0.927 0.897 0.883 0.875 0.868 0.837 0.815
625	fantasy historical hero fiction war violence thriller fairy-tale	0.98 0.978 0.971 0.971 0.955 0.951 0.914 0.901
626	heartwarming love-story love drama heartbreak romance love-affair family	0.984 0.984 0.981 0.974 0.972 0.961 0.936 0.881
627	hero fantasy crime adventure fairy-tale thriller action gangster	0.982 0.982 0.973 0.971 0.961 0.934 0.927 0.821
628	fiction drama thriller animation	0.92 0.916 0.878 0.875
629	love-story romantic hero love family thriller	0.933 0.898 0.876 0.866 0.851 0.839
630	adventure historical comedy action	0.947 0.934 0.916 0.831
631	cinema thriller family love-story nightmare	0.962 0.911 0.86 0.831 0.816
632	comedy childhood funny romance family	0.971 0.922 0.892 0.881 0.849
633	holiday music fairy-tale family classical	0.988 0.969 0.967 0.958 0.884
634	nature wildlife documentary childhood	0.986 0.966 0.922 0.85
635	drama cinema dark mystery thriller night film-noir	0.936 0.91 0.907 0.874 0.858 0.824 0.819
636	escape cinema drama thriller action	0.988 0.977 0.972 0.962 0.942
637	thriller wildlife nature mystery film-noir	0.946 0.94 0.932 0.916 0.82
638	drama historical thriller war	0.964 0.953 0.845 0.845
639	music performance classical childhood art	0.992 0.959 0.94 0.867 0.803
640	crime relationship drama love-story love-affair thriller detective romance	0.976 0.969 0.952 0.935 0.934 0.925 0.917 0.907
641	war cinema drama historical action heroism thriller	0.993 0.989 0.987 0.986 0.965 0.938 0.935
642	crime gangster thriller drama violence	0.981 0.93 0.919 0.908 0.817
643	comedy thriller crime family funny romance	0.937 0.888 0.883 0.849 0.832 0.825
644	drama fiction film-noir thriller	0.973 0.967 0.96 0.952
645	fiction thriller	0.878 0.874
646	western cinema drama historical thriller action film-noir escape	0.997 0.994 0.992 0.99 0.981 0.98 0.964 0.906
647	action war thriller gangster historical escape	0.984 0.979 0.97 0.937 0.936 0.904
648	drama western film-noir thriller hero comedy	0.987 0.977 0.954 0.951 0.91 0.878
649	cinema historical thriller western film-noir love-story music romance	0.992 0.984 0.971 0.968 0.952 0.927 0.91 0.908
650	mystery fantasy	0.937 0.875
651	drama historical cinema thriller heroic film-noir	0.987 0.976 0.973 0.954 0.953 0.826
652	death comedy romance mystery humor murder historical film-noir	0.992 0.968 0.959 0.956 0.951 0.903 0.892 0.842
653	drama cinema horror thriller film-noir murder	0.984 0.982 0.981 0.975 0.968 0.965
654	crime cinema historical drama gangster mystery film-noir police	0.99 0.984 0.984 0.979 0.969 0.968 0.966 0.851
655	love-story romance family cinema thriller	0.973 0.958 0.94 0.94 0.882
656	cinema drama historical thriller	0.961 0.946 0.916 0.801
657	drama cinema historical thriller	0.973 0.972 0.897 0.895
658	music	0.988
659	historical drama crime film-noir	0.941 0.932 0.844 0.841
660	comedy colorful	0.858 0.829
661	cinema western gunfight drama film-noir thriller action gangster	0.987 0.987 0.985 0.98 0.977 0.968 0.964 0.872
662	historical adventure childhood love-story thriller space-opera summer romantic	0.943 0.916 0.895 0.893 0.868 0.843 0.833 0.816
663	childhood travel family love romance historical	0.94 0.911 0.879 0.869 0.865 0.811
664	western	0.747
665	space science-fiction cinema space-opera scary space-exploration thriller	0.993 0.988 0.965 0.962 0.951 0.949 0.904
666	art horror cinema	0.963 0.955 0.944
667	love-story	0.813
668	violence war cinema gunfight thriller	0.94 0.919 0.867 0.861 0.85
669	childhood	0.785
670	horror science-fiction survival cinema thriller	0.939 0.913 0.898 0.887 0.852
671	horror cinema fiction science-fiction love-story romance romantic thriller	0.991 0.988 0.988 0.975 0.962 0.952 0.945 0.927
672	cartoon childhood	0.972 0.94
673	horror thriller cinema violence film-noir action escape gangster	0.991 0.979 0.971 0.967 0.957 0.925 0.919 0.855
674	cartoon animated comedy family childhood	0.967 0.963 0.955 0.856 0.855
675	music film-noir drama fantasy historical	0.988 0.946 0.925 0.922 0.884
676	drama thriller fiction historical action war detective science-fiction	0.967 0.953 0.94 0.934 0.904 0.893 0.869 0.834
677	thriller nature action adventure	0.952 0.945 0.938 0.924
678	mountain nature cinema	0.953 0.921 0.835
679	cinema fantasy war action thriller cartoon comedy heroic	0.972 0.96 0.959 0.959 0.932 0.924 0.911 0.91
680	war historical action heroic	0.963 0.944 0.906 0.885
681	cinema thriller fantasy	0.857 0.819 0.811
682	summer thriller romance family love	0.985 0.912 0.9 0.869 0.811
683	space science-fiction space-travel space-opera space-exploration animation adventure thriller	0.977 0.969 0.95 0.948 0.907 0.893 0.885 0.866
684	war gunfight action heroism historical escape space-opera film-noir	0.983 0.982 0.976 0.944 0.937 0.891 0.866 0.834
685	crime	0.747
686	fantasy cinema space space-opera love-story	0.955 0.931 0.891 0.888 0.84
687	war historical cinema	0.909 0.887 0.872
688	children cartoon family comedy animated fairy-tale	0.987 0.981 0.975 0.974 0.962 0.841
689	drama thriller cinema action survival wildlife film-noir	0.96 0.95 0.935 0.932 0.886 0.841 0.802
690	historical mountain war survival documentary	0.979 0.926 0.905 0.872 0.857
691	horror dark film-noir thriller cinema detective night gangster	0.981 0.979 0.977 0.972 0.969 0.959 0.955 0.921
692	historical performance documentary	0.984 0.945 0.815
693	thriller comedy action adventure	0.932 0.92 0.866 0.862
694	fiction love-affair romance thriller love hero	0.972 0.952 0.941 0.929 0.924 0.848
695	comedy violence funny action thriller	0.976 0.972 0.969 0.909 0.899
696	historical	0.971
697	drama	0.906
698	film-noir	0.638
699	children fiction childhood family romance love adventure	0.996 0.991 0.989 0.985 0.956 0.934 0.807
700	music love-story romantic love thriller	0.987 0.918 0.869 0.844 0.83
701	historical art documentary childhood	0.962 0.937 0.892 0.835
702	historical travel	0.939 0.884
703	death heartbreak drama mystery thriller horror love-story film-noir	0.962 0.96 0.956 0.868 0.861 0.855 0.823 0.815
704	fiction romance childhood thriller fairy-tale family fantasy	0.978 0.942 0.928 0.926 0.919 0.905 0.882
705	music love-story romantic love childhood summer classical	0.998 0.975 0.975 0.969 0.928 0.907 0.852
706	horror cinema dark thriller creepy night	0.951 0.895 0.877 0.875 0.821 0.81
707	magic children fairy-tale fantasy animation animated summer	0.99 0.982 0.981 0.975 0.962 0.942 0.829
708	adult love-affair thriller love-story violence	0.937 0.937 0.926 0.896 0.811
709	dance performance music classical	0.988 0.96 0.938 0.866
710	death drama murder thriller documentary	0.98 0.945 0.912 0.895 0.801
711	science-fiction fiction	0.883 0.84
712	gangster cartoon action hero war	0.921 0.853 0.832 0.827 0.824
713	drama historical thriller romance love film-noir	0.989 0.951 0.928 0.916 0.865 0.835
714	drama detective historical film-noir	0.913 0.897 0.831 0.806
715	death thriller murder war action horror heartbreak love-affair	0.994 0.974 0.973 0.961 0.954 0.952 0.946 0.841
716	holiday family heartwarming travel childhood summer	0.992 0.98 0.976 0.945 0.873 0.803
717	crime thriller detective murder documentary	0.969 0.882 0.863 0.816 0.809
718	film-noir mystery thriller horror adventure	0.934 0.925 0.882 0.881 0.806
719	cinema	0.744
720	hero war cinema action thriller	0.957 0.926 0.915 0.887 0.844
721	comedy cartoon gangster childhood	0.951 0.865 0.837 0.825
722	childhood adventure family love-story	0.899 0.809 0.807 0.806
723	children teen family	0.987 0.899 0.875
724	family romance love-story teen cartoon	0.909 0.898 0.872 0.821 0.817
725	travel space adventure thriller	0.912 0.881 0.85 0.807
726	comedy funny thriller	0.922 0.882 0.803
727	love-story love romance love-affair romantic death heartbreak thriller	0.986 0.98 0.978 0.964 0.963 0.93 0.92 0.87
728	children childhood family	0.99 0.979 0.91
729	drama heartwarming romance	0.937 0.917 0.861
730	historical fiction romantic classical	0.916 0.909 0.877 0.864
731	drama love-story romantic family fairy-tale thriller mystery historical	0.972 0.957 0.915 0.879 0.864 0.847 0.824 0.804
732	comedy humor detective	0.925 0.858 0.852
733	funny thriller family adventure	0.883 0.855 0.813 0.807
734	historical	0.423
735	historical thriller	0.969 0.869
736	fantasy magic film-noir animation adventure thriller	0.952 0.93 0.91 0.91 0.808 0.808
737	horror thriller	0.893 0.854
738	relationship love-affair family romance thriller	0.956 0.901 0.873 0.82 0.82
739	love-story drama romance romantic love-affair thriller	0.991 0.989 0.984 0.981 0.974 0.919
740	fiction romantic love love-affair thriller historical	0.991 0.969 0.961 0.94 0.902 0.871
741	night historical fiction	0.944 0.931 0.922
742	crime thriller survival action	0.976 0.923 0.85 0.81
743	cinema drama thriller	0.941 0.915 0.823
744	thriller	0.764
745	drama historical thriller classical	0.973 0.944 0.894 0.818
746	documentary humor	0.902 0.878
747	children comedy animation music funny family cartoon	0.982 0.971 0.949 0.933 0.924 0.915 0.91
748	cinema historical thriller love-story romance	0.913 0.907 0.892 0.883 0.875
749	relationship love comedy romance love-affair thriller	0.98 0.954 0.952 0.942 0.941 0.862
750	historical travel documentary adventure thriller humanity	0.968 0.957 0.955 0.954 0.882 0.872
751	death cinema future thriller night epic love-story romance	0.971 0.97 0.958 0.956 0.953 0.874 0.867 0.833
752	death horror murder thriller cinema action gunfight	0.972 0.97 0.967 0.94 0.925 0.886 0.851
753	summer space	0.856 0.85
754	cinema action thriller film-noir	0.956 0.87 0.867 0.842
755	children cinema cartoon fantasy family	0.988 0.962 0.96 0.933 0.903
756	relationship love-story romance family romantic love love-affair	0.972 0.972 0.961 0.961 0.957 0.932 0.91
757	space historical space-travel space-opera science-fiction adventure space-exploration documentary	0.983 0.978 0.942 0.936 0.914 0.911 0.887 0.883
758	space science-fiction cartoon	0.939 0.932 0.801
759	comedy cinema documentary family fantasy historical	0.922 0.897 0.863 0.837 0.825 0.815
760	scary horror thriller cinema nightmare	0.984 0.98 0.94 0.914 0.837
761	thriller night future	0.897 0.886 0.805
762	romance love-story romantic love love-affair teen	0.97 0.969 0.955 0.947 0.917 0.829
763	comedy funny music romantic family love love-affair	0.988 0.975 0.963 0.95 0.945 0.944 0.882
764	childhood fiction fairy-tale	0.933 0.932 0.82
765	animation childhood cartoon adventure animated	0.884 0.871 0.846 0.816 0.816
766	performance humanity historical	0.947 0.899 0.855
767	cinema thriller	0.839 0.836
768	horror comedy thriller ghosts funny family	0.985 0.969 0.953 0.948 0.908 0.89
769	war historical cinema documentary	0.94 0.94 0.874 0.848
770	horror cinema thriller fantasy romance love-story film-noir magic	0.974 0.945 0.941 0.938 0.927 0.918 0.907 0.88
771	music thriller funny childhood science-fiction	0.957 0.911 0.906 0.874 0.857
772	children childhood family cartoon animated	0.993 0.983 0.963 0.938 0.877
773	drama police detective cinema documentary thriller	0.937 0.936 0.92 0.913 0.909 0.874
774	fiction future historical science-fiction thriller documentary	0.975 0.944 0.942 0.917 0.913 0.831
775	fiction relationship mystery childhood romance documentary	0.961 0.935 0.887 0.883 0.826 0.809
776	magic fairy-tale children fantasy childhood holiday love-story love	0.99 0.981 0.975 0.975 0.933 0.905 0.899 0.882
777	horror fantasy cinema thriller	0.888 0.883 0.842 0.809
778	love-affair romance	0.831 0.823
779	survival	0.847
780	humor comedy funny cartoon family	0.994 0.993 0.991 0.966 0.927
781	love-story love romance love-affair romantic	0.945 0.921 0.908 0.906 0.854
782	fairy-tale adventure childhood cartoon	0.86 0.856 0.849 0.819
783	comedy	0.851
784	horror cinema thriller night dark	0.908 0.884 0.878 0.838 0.805
785	love-story relationship heartwarming romance emotion humanity family teen	0.972 0.968 0.96 0.946 0.939 0.915 0.837 0.829
786	family children drama comedy	0.987 0.984 0.961 0.87
787	relationship space family romance	0.986 0.979 0.885 0.85
788	scary horror mystery creepy thriller	0.979 0.974 0.952 0.948 0.923
789	wildlife adventure summer	0.98 0.924 0.894
790	comedy childhood teen hero gangster	0.941 0.904 0.889 0.822 0.817
791	children childhood family	0.994 0.983 0.977
792	performance drama thriller	0.902 0.872 0.821
793	historical drama	0.903 0.857
794	mystery horror thriller heartbreak death love-story	0.978 0.977 0.971 0.94 0.893 0.888
795	gangster comedy thriller	0.883 0.882 0.861
796	emotion humanity	0.952 0.845
797	science-fiction historical cinema fiction future	0.94 0.91 0.908 0.861 0.818
798	comedy drama violence gangster	0.97 0.956 0.846 0.807
799	children childhood comedy family teen cartoon	0.991 0.973 0.943 0.932 0.919 0.84
800	horror thriller comedy cinema nightmare film-noir	0.969 0.945 0.936 0.927 0.889 0.887
801	space	0.946
802	action thriller gunfight cinema war	0.967 0.955 0.95 0.948 0.86
803	space cinema space-opera science-fiction	0.949 0.885 0.858 0.826
804	comedy humor	0.886 0.825
805	crime mystery murder detective thriller film-noir	0.994 0.994 0.992 0.987 0.971 0.913
806	violence thriller drama gangster cinema action science-fiction	0.976 0.97 0.969 0.968 0.959 0.953 0.873
807	drama art	0.935 0.924
808	cinema science-fiction	0.94 0.81
809	cinema thriller summer	0.911 0.87 0.853
810	dark cinema fantasy film-noir thriller night ghosts	0.954 0.934 0.925 0.924 0.913 0.899 0.851
811	music classical documentary	0.982 0.926 0.893
812	love-story	0.805
813	drama	0.701
814	historical holiday comedy documentary	0.945 0.873 0.872 0.865
815	relaxation summer love love-affair family romantic thriller holiday	0.952 0.915 0.9 0.895 0.891 0.885 0.874 0.872
816	cartoon childhood fiction horror fantasy	0.941 0.916 0.915 0.908 0.836
817	comedy thriller humor funny	0.869 0.815 0.809 0.803
818	childhood teen romance love-story	0.867 0.864 0.853 0.853
819	comedy hero funny action	0.916 0.891 0.841 0.83
820	space comedy science-fiction space-opera space-exploration funny thriller	0.995 0.989 0.982 0.98 0.98 0.971 0.82
821	drama romantic family	0.941 0.819 0.804
822	drama cartoon	0.936 0.841
823	cinema mountain	0.933 0.923
824	adventure thriller	0.851 0.841
825	space cinema future science-fiction thriller space-opera documentary	0.989 0.979 0.963 0.945 0.94 0.94 0.813
826	mystery ghosts fantasy drama cinema thriller film-noir space-opera	0.984 0.977 0.968 0.961 0.952 0.952 0.928 0.815
827	cinema summer thriller love-story	0.959 0.908 0.873 0.864
828	historical mountain wildlife	0.937 0.919 0.905
829	escape crime survival thriller action	0.977 0.926 0.926 0.909 0.825
830	space-opera	0.75
831	escape cinema drama thriller	0.99 0.979 0.972 0.966
832	fiction	0.901
833	violence gunfight thriller	0.939 0.893 0.824
834	horror scary night ghosts cinema thriller nightmare	0.991 0.988 0.965 0.962 0.962 0.931 0.926
835	heartbreak love-affair love-story	0.857 0.841 0.812
836	children fairy-tale childhood historical cartoon fantasy	0.967 0.937 0.914 0.911 0.896 0.815
837	fiction humanity historical detective	0.902 0.878 0.829 0.803
838	police crime drama war violence gunfight action	0.98 0.95 0.902 0.886 0.885 0.882 0.852
839	wildlife nature mountain horror fantasy cinema scary	0.936 0.934 0.882 0.88 0.88 0.84 0.819
840	survival thriller cinema action heroism war	0.981 0.97 0.968 0.934 0.93 0.917
841	drama cinema thriller film-noir	0.952 0.936 0.885 0.876
842	fiction fairy-tale childhood cartoon adventure	0.992 0.977 0.974 0.858 0.806
843	cartoon comedy childhood funny family	0.957 0.935 0.922 0.893 0.807
844	violence action adventure	0.898 0.851 0.846
845	comedy funny dance animation action cartoon animated	0.987 0.978 0.965 0.916 0.897 0.874 0.873
846	relationship love holiday love-story	0.931 0.906 0.889 0.861
847	detective love-story heartwarming hero romance love-affair family	0.932 0.921 0.905 0.881 0.878 0.86 0.841
848	murder crime drama thriller film-noir gunfight romance love-story	0.992 0.989 0.979 0.969 0.901 0.897 0.828 0.821
849	cinema thriller action gunfight comedy war film-noir	0.977 0.975 0.975 0.969 0.948 0.944 0.803
850	performance thriller mystery	0.961 0.853 0.82
851	relationship love-story romance love childhood mystery	0.968 0.938 0.929 0.878 0.854 0.825
852	violence horror murder children cinema thriller childhood nightmare	0.988 0.977 0.972 0.97 0.948 0.934 0.929 0.824
853	death cinema horror	0.981 0.871 0.829
854	comedy dark humor funny cinema	0.878 0.861 0.857 0.843 0.838
855	drama cinema love romantic	0.952 0.927 0.808 0.807
856	space film-noir documentary space-opera thriller science-fiction	0.932 0.866 0.859 0.813 0.809 0.807
857	fiction romance love-story romantic love-affair	0.948 0.925 0.914 0.901 0.883
858	mystery horror childhood family	0.969 0.963 0.887 0.872
859	humor funny comedy childhood	0.991 0.984 0.973 0.901
860	fiction documentary thriller	0.964 0.853 0.834
861	cinema historical fantasy	0.975 0.909 0.869
862	music comedy children	0.993 0.944 0.873
863	historical	0.921
864	historical humanity family documentary	0.96 0.949 0.928 0.904
865	horror thriller	0.823 0.823
866	drama hero thriller love-story detective	0.957 0.929 0.86 0.849 0.818
867	travel humanity space-opera thriller documentary space-exploration	0.984 0.938 0.921 0.884 0.863 0.838
868	emotion love-story heartwarming love relationship love-affair romance thriller	0.984 0.981 0.979 0.973 0.971 0.965 0.965 0.903
869	comedy animation animated	0.98 0.867 0.807
870	emotion love-story thriller love-affair	0.925 0.876 0.872 0.829
871	travel holiday summer adventure	0.984 0.952 0.874 0.818
872	love-story love romance love-affair romantic comedy family heartbreak	0.991 0.983 0.979 0.973 0.965 0.948 0.843 0.827
873	love-story romance animation art love	0.914 0.905 0.889 0.85 0.844
874	teen	0.911
875	love love-story heartwarming emotion romance romantic love-affair	0.989 0.984 0.979 0.974 0.97 0.964 0.863
876	music humor comedy cinema	0.92 0.878 0.861 0.814
877	escape	0.624
878	comedy humor cartoon animated	0.979 0.976 0.956 0.912
879	cinema heroism thriller war	0.925 0.898 0.88 0.867
880	music	0.56
881	music humor comedy cinema	0.92 0.878 0.861 0.814
882	historical	0.955
883	fiction historical crime documentary thriller	0.979 0.938 0.924 0.924 0.867
884	historical	0.958
885	mystery ghosts horror film-noir drama thriller cartoon cinema	0.981 0.979 0.969 0.925 0.923 0.92 0.862 0.856
886	cinema comedy humor documentary thriller	0.906 0.901 0.891 0.846 0.827
887	heartwarming love-story romance love-affair thriller	0.951 0.935 0.895 0.864 0.802
888	relationship romantic love thriller	0.975 0.938 0.916 0.909
889	dance performance romance love-affair	0.984 0.95 0.931 0.901
890	fighting action cinema gunfight thriller science-fiction heroic	0.989 0.982 0.963 0.951 0.94 0.891 0.831
891	drama cinema thriller	0.924 0.89 0.86
892	animated magic cartoon comedy	0.944 0.94 0.893 0.874
893	family humanity performance romance love-affair relationship	0.914 0.901 0.897 0.89 0.867 0.865
894	family childhood thriller funny	0.979 0.972 0.922 0.914
895	scary horror cinema thriller nightmare night	0.99 0.986 0.976 0.964 0.92 0.844
896	heartwarming drama romance love-story love-affair	0.951 0.949 0.911 0.875 0.818
897	science-fiction historical animated thriller	0.902 0.889 0.845 0.818
898	fiction drama thriller	0.958 0.954 0.88
899	holiday thriller	0.857 0.84
900	animation animated mystery documentary fantasy cartoon thriller	0.924 0.894 0.858 0.851 0.842 0.836 0.806
901	humor magic cartoon comedy animated	0.973 0.946 0.946 0.915 0.91
902	comedy humor cinema western thriller film-noir gunfight	0.991 0.988 0.988 0.971 0.957 0.86 0.845
903	relaxation love-story thriller	0.842 0.832 0.821
904	colorful romance love-story love romantic love-affair	0.965 0.961 0.957 0.95 0.946 0.908
905	fiction fairy-tale romance historical thriller love	0.994 0.946 0.945 0.934 0.922 0.809
906	love romance family thriller music	0.933 0.919 0.837 0.818 0.816
907	wildlife cartoon	0.901 0.84
908	comedy humor fiction cartoon	0.97 0.952 0.939 0.848
909	thriller	0.879
910	fiction comedy drama	0.868 0.854 0.831
911	fantasy romance love-story thriller adventure science-fiction fairy-tale magic	0.981 0.975 0.974 0.969 0.941 0.917 0.911 0.906
912	police historical detective drama thriller cinema documentary gunfight	0.986 0.971 0.968 0.933 0.919 0.878 0.876 0.842
913	love-story death love love-affair romance heartbreak thriller	0.972 0.96 0.959 0.951 0.947 0.913 0.865
914	wildlife nature fantasy cartoon thriller	0.992 0.982 0.87 0.847 0.824
915	colorful children childhood nature	0.98 0.955 0.906 0.811
916	space science-fiction space-exploration space-opera cinema thriller escape future	0.996 0.986 0.983 0.969 0.931 0.9 0.895 0.807
917	space cinema science-fiction	0.855 0.846 0.812
918	adventure	0.809
919	children childhood cinema family documentary thriller	0.996 0.988 0.949 0.88 0.876 0.864
920	comedy funny	0.971 0.935
921	love-story romance love-affair love romantic thriller film-noir historical	0.973 0.961 0.953 0.942 0.938 0.907 0.825 0.823
922	death murder drama horror thriller cinema mystery ghosts	0.99 0.966 0.959 0.951 0.929 0.929 0.921 0.826
923	thriller film-noir	0.902 0.823
924	cinema	0.823
925	love-story love thriller romance	0.933 0.915 0.905 0.875
926	thriller documentary	0.818 0.815
927	mystery love romance art	0.907 0.894 0.832 0.819
928	art fiction	0.954 0.909
929	fiction mystery detective comedy thriller adventure	0.976 0.968 0.962 0.938 0.917 0.821
930	science-fiction action animated	0.922 0.913 0.884
931	historical science-fiction fantasy mystery	0.927 0.923 0.901 0.877
932	children childhood teen family adventure animated cartoon	0.995 0.991 0.957 0.951 0.917 0.914 0.907
933	death	0.987
934	relationship drama romantic love-story love-affair thriller family love	0.973 0.973 0.913 0.91 0.883 0.866 0.843 0.801
935	cinema romantic love-story	0.861 0.846 0.84
936	comedy	0.873
937	nature wildlife documentary adventure	0.973 0.964 0.881 0.87
938	emotion heartwarming love-story dance	0.982 0.929 0.873 0.822
939	murder crime death violence drama thriller detective gunfight	0.993 0.989 0.989 0.982 0.973 0.969 0.946 0.924
940	comedy animation action	0.916 0.894 0.801
941	drama heartwarming hero	0.959 0.891 0.831
942	love love-story relationship romance emotion romantic love-affair heartbreak	0.993 0.992 0.989 0.989 0.988 0.982 0.98 0.93
943	death murder violence drama horror gunfight thriller cinema	0.983 0.977 0.976 0.94 0.937 0.924 0.897 0.882
944	art historical cinema	0.987 0.984 0.938
945	humor comedy cartoon cinema thriller	0.991 0.985 0.968 0.957 0.823
946	detective adventure thriller cartoon romance wildlife film-noir	0.989 0.974 0.96 0.96 0.891 0.881 0.842
947	cinema	0.906
948	comedy action thriller	0.935 0.835 0.819
949	art	0.92
950	historical childhood	0.926 0.828
951	cinema	0.857
952	comedy humor colorful romance	0.967 0.963 0.932 0.806
953	hero heartwarming action thriller humanity	0.958 0.871 0.833 0.814 0.811
954	humor	0.685
955	childhood nature summer adventure thriller relaxation documentary	0.936 0.933 0.912 0.912 0.902 0.898 0.87
956	comedy humor thriller romance family	0.981 0.979 0.909 0.816 0.807
957	comedy funny dance	0.937 0.917 0.82
958	drama love-story love	0.936 0.876 0.83
959	comedy relaxation mystery thriller	0.975 0.936 0.878 0.845
960	adult	0.81
961	historical animation love-story romance thriller	0.942 0.89 0.859 0.842 0.814
962	romance love-story romantic fantasy	0.893 0.865 0.855 0.81
963	violence	0.847
964	relaxation holiday summer	0.916 0.871 0.868
965	humor comedy funny cartoon animation childhood animated	0.995 0.988 0.986 0.983 0.912 0.849 0.828
966	relationship love-affair love-story romance romantic love thriller detective	0.989 0.984 0.982 0.977 0.97 0.97 0.922 0.887
967	children childhood fantasy cartoon historical hero family adventure	0.99 0.968 0.964 0.929 0.925 0.915 0.914 0.848
968	detective mystery drama historical thriller war film-noir documentary	0.982 0.976 0.952 0.923 0.901 0.867 0.852 0.801
969	children cartoon childhood fairy-tale comedy family holiday adventure	0.992 0.991 0.98 0.973 0.943 0.91 0.864 0.836
970	music heartwarming love love-story romance heartbreak romantic childhood	0.996 0.966 0.944 0.922 0.889 0.881 0.85 0.801
971	historical cinema	0.907 0.873
972	wildlife love love-story	0.916 0.869 0.833
973	music death performance	0.993 0.969 0.947
974	violence drama cinema thriller war	0.973 0.965 0.941 0.924 0.905
975	scary horror thriller cinema nightmare	0.992 0.99 0.981 0.959 0.942
976	cinema thriller	0.962 0.931
977	comedy drama cinema	0.9 0.899 0.866
978	mystery drama thriller cinema escape space-opera	0.951 0.942 0.923 0.921 0.872 0.828
979	thriller violence action gunfight fighting science-fiction	0.949 0.935 0.929 0.902 0.882 0.819
980	childhood love-story horror thriller love-affair	0.96 0.934 0.913 0.852 0.815
981	violence horror nature crime war thriller action adventure	0.961 0.945 0.942 0.935 0.928 0.918 0.872 0.868
982	crime thriller violence scary action survival death heroism	0.975 0.964 0.957 0.954 0.944 0.929 0.864 0.822
983	romance love-story romantic cinema family love	0.955 0.942 0.931 0.901 0.892 0.862
984	mystery dark documentary fantasy thriller	0.951 0.912 0.87 0.814 0.812
985	thriller love-story love-affair	0.848 0.83 0.803
986	cinema thriller	0.924 0.905
987	horror ghosts fantasy cinema thriller space-opera action	0.98 0.967 0.951 0.905 0.893 0.891 0.838
988	fantasy	0.815
989	funny animation animated dance	0.92 0.889 0.853 0.834
990	love-story love romantic love-affair historical classical thriller	0.968 0.956 0.936 0.915 0.902 0.833 0.825
991	travel western historical	0.952 0.893 0.882
992	nature cinema	0.938 0.915
993	hero superhero cinema epic thriller	0.992 0.98 0.927 0.876 0.808
994	death heartbreak crime drama mystery violence murder	0.975 0.96 0.949 0.945 0.834 0.812 0.809
995	love-story love romance love-affair romantic comedy thriller dance	0.972 0.963 0.96 0.953 0.947 0.936 0.813 0.805
996	colorful cartoon adventure	0.921 0.874 0.814
997	family comedy	0.99 0.907
998	childhood	0.939
999	space	0.73
1000	comedy thriller action cinema	0.908 0.832 0.821 0.818
1001	humor comedy	0.95 0.935
1002	horror mystery thriller	0.963 0.945 0.918
1003	comedy humor cartoon animated	0.979 0.976 0.956 0.912
1004	hero historical western action thriller	0.983 0.982 0.982 0.923 0.9
1005	drama love-story romance thriller love	0.965 0.923 0.902 0.846 0.832
1006	apocalypse historical future science-fiction space space-opera horror	0.958 0.937 0.933 0.93 0.9 0.833 0.823
1007	humor comedy cartoon thriller animated family	0.972 0.962 0.928 0.877 0.854 0.835
1008	art	0.975
1009	crime love-affair love-story thriller	0.945 0.869 0.86 0.824
1010	art colorful	0.99 0.879
1011	comedy adventure thriller western family love-affair action holiday	0.943 0.91 0.881 0.872 0.856 0.827 0.811 0.803
1012	mystery relationship documentary	0.855 0.808 0.805
1013	wildlife cinema survival thriller	0.945 0.862 0.841 0.837
1014	family childhood teen romance funny	0.979 0.962 0.956 0.955 0.845
1015	western heartwarming thriller war adventure action	0.948 0.905 0.879 0.867 0.855 0.836
1016	cinema	0.763
1017	nature relaxation wildlife	0.96 0.921 0.808
1018	funny heartbreak dance thriller love romance	0.943 0.911 0.908 0.903 0.853 0.814
1019	death murder drama horror action detective gangster survival	0.966 0.964 0.944 0.944 0.886 0.858 0.851 0.801
1020	drama cinema mystery film-noir dark thriller night	0.984 0.982 0.974 0.964 0.952 0.948 0.912
1021	historical	0.73
1022	comedy	0.952
1023	holiday family childhood relationship	0.988 0.983 0.956 0.927
1024	drama romance love-story romantic love-affair love	0.982 0.964 0.936 0.933 0.892 0.877
1025	violence night drama escape action	0.942 0.898 0.887 0.846 0.811
1026	fiction nature adventure historical fantasy western romance documentary	0.977 0.975 0.958 0.958 0.95 0.947 0.81 0.809
1027	violence gunfight action cinema thriller drama murder war	0.982 0.98 0.978 0.974 0.972 0.956 0.928 0.906
1028	humor comedy heartbreak	0.974 0.948 0.821
1029	crime	0.893
1030	comedy family western	0.988 0.975 0.902
1031	comedy cinema family funny wildlife	0.946 0.943 0.934 0.882 0.829
1032	childhood family	0.931 0.823
1033	cinema escape thriller	0.966 0.92 0.827
1034	fantasy mystery thriller cinema science-fiction hero detective	0.971 0.97 0.954 0.936 0.923 0.917 0.895
1035	adventure action thriller	0.921 0.878 0.843
1036	death comedy humor funny horror thriller	0.981 0.971 0.971 0.949 0.943 0.893
1037	comedy	0.689
1038	drama comedy	0.902 0.862
1039	classical thriller	0.927 0.828
1040	adventure fiction love-story	0.857 0.855 0.812
1041	travel	0.954
1042	action war cinema	0.946 0.945 0.923
1043	children childhood	0.959 0.853
1044	fiction	0.804
1045	thriller hero action romance horror adventure	0.975 0.951 0.947 0.936 0.919 0.875
1046	murder horror mystery thriller cinema film-noir	0.971 0.964 0.96 0.922 0.901 0.845
1047	humanity colorful thriller performance	0.896 0.879 0.849 0.825
1048	relationship love-story romance love love-affair teen heartbreak	0.98 0.979 0.974 0.971 0.943 0.852 0.814
1049	crime violence drama	0.948 0.88 0.864
1050	mystery fiction horror thriller detective film-noir humanity	0.974 0.969 0.96 0.909 0.88 0.871 0.833
1051	relationship drama comedy detective	0.953 0.951 0.908 0.838
1052	death horror fiction cinema thriller film-noir ghosts nightmare	0.985 0.985 0.975 0.968 0.922 0.913 0.911 0.854
1053	childhood love-story historical family summer	0.973 0.887 0.855 0.84 0.811
1054	humor comedy detective thriller love-affair	0.943 0.942 0.927 0.858 0.82
1055	fiction thriller romance love-story science-fiction	0.973 0.928 0.852 0.845 0.809
1056	cinema space	0.834 0.815
1057	death drama	0.981 0.939
1058	war violence historical fighting action cinema gunfight	0.994 0.992 0.986 0.977 0.966 0.964 0.921
1059	crime	0.867
1060	children cartoon animated cinema family comedy love-story	0.994 0.992 0.987 0.978 0.951 0.883 0.866
1061	thriller	0.84
1062	summer heartwarming holiday historical love-story	0.944 0.925 0.916 0.876 0.847
1063	children childhood fairy-tale animation animated cartoon adventure teen	0.994 0.988 0.987 0.982 0.966 0.944 0.855 0.81
1064	war drama comedy action thriller film-noir historical	0.945 0.936 0.933 0.925 0.892 0.873 0.852
1065	cinema documentary historical childhood thriller space-opera	0.985 0.978 0.955 0.928 0.853 0.807
1066	adventure	0.826
1067	space	0.899
1068	space science-fiction	0.935 0.856
1069	comedy cinema documentary funny	0.911 0.85 0.837 0.814
1070	space thriller adventure	0.925 0.874 0.801
1071	comedy romance dance teen love	0.982 0.945 0.931 0.904 0.848
1072	love-story love fiction violence love-affair relationship thriller romance	0.968 0.939 0.927 0.926 0.925 0.897 0.876 0.85
1073	death	0.958
1074	humor comedy fiction documentary	0.975 0.965 0.956 0.944
1075	drama humanity comedy thriller	0.965 0.873 0.845 0.8
1076	fiction	0.924
1077	love-story love romance gunfight romantic violence	0.955 0.952 0.919 0.905 0.88 0.845
1078	children comedy humor family	0.964 0.933 0.895 0.822
1079	space	0.975
1080	space classical	0.928 0.818
1081	funny	0.593
1082	adult	0.934
1083	wildlife nature	0.927 0.855
1084	historical children fiction childhood documentary	0.978 0.978 0.959 0.957 0.891
1085	travel	0.887
1086	comedy music family dance childhood	0.978 0.912 0.907 0.881 0.853
1087	violence fighting action gunfight	0.957 0.922 0.825 0.824
1088	comedy drama thriller cinema action gunfight	0.962 0.95 0.935 0.928 0.916 0.804
1089	action cinema thriller	0.93 0.927 0.863
1090	drama	0.826
1091	cartoon comedy fantasy cinema hero thriller	0.94 0.905 0.9 0.877 0.835 0.813
1092	love-story love mystery love-affair humanity	0.941 0.916 0.833 0.822 0.816
1093	adult	0.937
1094	relationship emotion love-story love love-affair romance heartbreak film-noir	0.995 0.991 0.985 0.984 0.981 0.979 0.97 0.868
1095	teen childhood	0.933 0.892
1096	fiction humanity	0.922 0.829
1097	heartbreak violence thriller film-noir comedy	0.949 0.926 0.906 0.812 0.803
1098	comedy relationship romance love-affair funny love-story romantic thriller	0.976 0.955 0.946 0.943 0.94 0.935 0.921 0.908
1099	colorful	0.956
1100	documentary comedy humor death historical funny crime adventure	0.951 0.943 0.914 0.897 0.888 0.888 0.868 0.833
1101	relationship thriller love-story detective romance	0.96 0.923 0.873 0.873 0.861
1102	comedy funny	0.959 0.935
1103	relationship thriller love-story romance humanity love-affair love family	0.958 0.957 0.936 0.933 0.927 0.919 0.87 0.846
1104	love-story romance	0.82 0.812
1105	thriller cinema drama war action	0.909 0.893 0.887 0.88 0.813
1106	children thriller adventure	0.981 0.868 0.865
1107	thriller adventure mystery space-opera science-fiction action film-noir	0.938 0.937 0.916 0.913 0.894 0.856 0.828
1108	summer holiday heartwarming historical	0.971 0.965 0.943 0.883
1109	death fiction thriller mystery murder romance film-noir historical	0.989 0.964 0.949 0.932 0.916 0.89 0.835 0.804
1110	animated	0.764
1111	emotion love love-story comedy love-affair romance family	0.968 0.964 0.961 0.958 0.949 0.935 0.836
1112	comedy thriller	0.912 0.844
1113	drama comedy romance relationship thriller detective family love-affair	0.969 0.966 0.942 0.929 0.917 0.91 0.874 0.837
1114	love-story relationship love-affair	0.939 0.853 0.819
1115	comedy romance holiday love-affair love	0.974 0.959 0.933 0.904 0.897
1116	western hero historical detective action gangster superhero	0.979 0.972 0.965 0.958 0.944 0.925 0.885
1117	art death emotion	0.988 0.862 0.839
1118	thriller adventure childhood	0.893 0.868 0.855
1119	heartwarming love-story thriller romantic family adventure	0.957 0.913 0.843 0.843 0.817 0.816
1120	comedy funny detective	0.926 0.871 0.801
1121	historical holiday	0.896 0.81
1122	crime detective gangster drama historical murder violence film-noir	0.992 0.963 0.957 0.956 0.932 0.918 0.913 0.901
1123	romantic love-story	0.869 0.858
1124	drama romance love-story love war	0.99 0.989 0.987 0.979 0.932
1125	thriller family heroism crime	0.881 0.874 0.815 0.805
1126	cinema fiction historical mystery	0.989 0.976 0.96 0.845
1127	humor comedy thriller cartoon documentary humanity	0.978 0.968 0.953 0.949 0.944 0.906
1128	drama comedy romance	0.947 0.926 0.835
1129	thriller animation historical adventure	0.868 0.836 0.822 0.814
1130	space romance love-affair romantic	0.953 0.934 0.924 0.921
1131	survival escape cinema thriller	0.946 0.903 0.871 0.839
1132	emotion heartwarming childhood	0.96 0.91 0.862
1133	mountain escape fantasy cinema thriller	0.986 0.985 0.935 0.923 0.899
1134	travel family	0.984 0.819
1135	space	0.696
1136	horror death mystery fiction historical thriller film-noir	0.978 0.97 0.969 0.938 0.921 0.867 0.848
1137	heartwarming love-story emotion love romance romantic love-affair	0.981 0.978 0.973 0.958 0.955 0.948 0.879
1138	comedy cinema thriller	0.911 0.857 0.847
1139	crime thriller science-fiction	0.919 0.881 0.867
1140	travel adventure western thriller	0.979 0.96 0.883 0.869
1141	war violence space thriller space-opera action science-fiction	0.975 0.962 0.955 0.951 0.921 0.904 0.85
1142	historical childhood love-story humanity family war romantic	0.973 0.94 0.914 0.907 0.889 0.872 0.812
1143	drama cinema thriller war action historical	0.913 0.885 0.868 0.854 0.836 0.814
1144	relaxation space thriller	0.976 0.875 0.857
1145	colorful thriller	0.864 0.812
1146	love-story romantic childhood love love-affair holiday	0.952 0.903 0.899 0.882 0.843 0.835
1147	family children childhood	0.988 0.987 0.969
1148	comedy family romance funny love	0.963 0.921 0.918 0.885 0.872
1149	drama western adventure dance historical thriller cartoon action	0.95 0.939 0.927 0.872 0.868 0.842 0.833 0.814
1150	dance music funny love-affair romance thriller family	0.996 0.962 0.954 0.925 0.905 0.84 0.808
1151	gangster music teen	0.983 0.915 0.836
1152	war love-story love historical romance cinema thriller action	0.987 0.986 0.979 0.968 0.965 0.951 0.931 0.889
1153	music dance performance	0.989 0.925 0.897
1154	science-fiction cartoon space fantasy space-opera future	0.946 0.934 0.903 0.861 0.834 0.804
1155	romantic love-story	0.894 0.81
1156	space	0.801
1157	historical art mystery	0.962 0.942 0.91
1158	relationship love teen romantic	0.975 0.938 0.932 0.899
1159	mystery horror creepy thriller detective ghosts film-noir cinema	0.99 0.988 0.978 0.973 0.972 0.967 0.962 0.959
1160	emotion love humanity love-story heartwarming romance romantic love-affair	0.995 0.987 0.985 0.983 0.981 0.966 0.951 0.918
1161	children cartoon family	0.975 0.975 0.868
1162	relaxation	0.9
1163	art romance love-story	0.987 0.919 0.913
1164	love-story romance love romantic	0.917 0.895 0.878 0.822
1165	comedy childhood teen violence thriller action cartoon	0.971 0.968 0.963 0.957 0.916 0.876 0.822
1166	love-story humanity emotion love love-affair drama heartbreak documentary	0.985 0.98 0.98 0.969 0.964 0.95 0.895 0.808
1167	drama humanity thriller love romance family	0.974 0.945 0.919 0.892 0.89 0.817
1168	childhood cartoon fairy-tale art family	0.975 0.922 0.913 0.899 0.886
1169	drama	0.771
1170	violence humor funny comedy	0.981 0.876 0.867 0.812
1171	wildlife nature	0.976 0.968
1172	drama fiction family historical romantic	0.97 0.964 0.889 0.852 0.824
1173	relaxation love romantic love-affair	0.964 0.955 0.905 0.899
1174	crime mystery escape detective survival action	0.936 0.911 0.909 0.869 0.864 0.814
1175	thriller	0.715
1176	historical war cinema	0.968 0.941 0.909
1177	detective	0.817
1178	hero action thriller western war adventure historical	0.938 0.931 0.915 0.901 0.887 0.884 0.836
1179	drama family humanity thriller	0.976 0.958 0.924 0.86
1180	love drama thriller violence cinema film-noir action romance	0.969 0.956 0.955 0.951 0.9 0.886 0.872 0.863
1181	dark humor cinema comedy	0.87 0.821 0.82 0.809
1182	crime detective drama action thriller gangster	0.989 0.972 0.955 0.941 0.934 0.806
1183	western comedy cinema gunfight action thriller mountain	0.986 0.963 0.959 0.934 0.865 0.825 0.812
1184	summer adventure relaxation	0.976 0.915 0.899
1185	war fighting historical action	0.98 0.957 0.92 0.883
1186	art fiction	0.866 0.802
1187	violence	0.918
1188	gunfight children cinema action violence western thriller childhood	0.979 0.969 0.942 0.942 0.926 0.903 0.889 0.883
1189	love-story	0.731
1190	emotion heartbreak love romance love-affair thriller romantic	0.982 0.937 0.914 0.877 0.873 0.844 0.831
1191	death drama violence heartbreak fiction thriller mystery murder	0.976 0.953 0.933 0.926 0.906 0.906 0.888 0.864
1192	children music childhood	0.989 0.955 0.939
1193	childhood nature summer thriller	0.899 0.879 0.878 0.808
1194	war action historical hero violence western adventure gangster	0.989 0.973 0.968 0.961 0.95 0.931 0.93 0.815
1195	childhood	0.714
1196	nature film-noir horror wildlife	0.951 0.901 0.893 0.818
1197	children family comedy childhood animated funny cartoon love-story	0.994 0.992 0.975 0.972 0.915 0.905 0.899 0.825
1198	film-noir night cinema	0.933 0.888 0.875
1199	death drama cinema historical	0.949 0.86 0.814 0.81
1200	drama childhood historical	0.94 0.861 0.831
1201	performance film-noir	0.983 0.841
1202	love-story	0.719
1203	hero historical comedy cartoon film-noir	0.904 0.897 0.862 0.826 0.801
1204	cinema fiction love-story romance love film-noir heroism escape	0.99 0.988 0.959 0.94 0.9 0.882 0.849 0.843
1205	mystery detective thriller action adventure science-fiction	0.977 0.966 0.96 0.944 0.902 0.875
1206	comedy family funny music romance	0.944 0.9 0.877 0.859 0.83
1207	animated love-story	0.819 0.803
1208	death horror murder cinema thriller romance	0.983 0.96 0.948 0.92 0.916 0.885
1209	childhood	0.662
1210	music cinema art	0.943 0.821 0.814
1211	space adventure summer	0.971 0.864 0.807
1212	drama	0.925
1213	crime drama detective violence murder	0.985 0.979 0.891 0.87 0.829
1214	thriller	0.871
1215	western	0.882
1216	love-story relationship love love-affair romance heartwarming romantic	0.972 0.963 0.954 0.947 0.941 0.936 0.932
1217	action gunfight thriller drama war gangster cinema historical	0.961 0.959 0.949 0.937 0.932 0.921 0.908 0.819
1218	comedy thriller funny family holiday historical romance	0.971 0.93 0.915 0.905 0.873 0.854 0.847
1219	funny cartoon comedy animated animation childhood	0.99 0.987 0.984 0.967 0.962 0.913
1220	historical	0.686
1221	love-story relationship love romance love-affair romantic emotion	0.994 0.994 0.992 0.987 0.985 0.984 0.98
1222	night drama crime cinema thriller murder documentary film-noir	0.985 0.968 0.963 0.95 0.928 0.91 0.838 0.831
1223	comedy family funny historical cartoon thriller	0.968 0.956 0.932 0.915 0.913 0.899
1224	fiction adventure wildlife teen thriller war historical	0.964 0.947 0.886 0.878 0.867 0.839 0.809
1225	comedy	0.852
1226	film-noir thriller	0.901 0.842
1227	adventure children fantasy	0.978 0.93 0.854
1228	war cinema dark historical thriller action gunfight night	0.957 0.953 0.947 0.906 0.901 0.88 0.878 0.846
1229	nature mystery	0.939 0.84
1230	colorful	0.653
1231	death murder horror drama thriller historical	0.986 0.949 0.949 0.944 0.905 0.806
1232	performance music love-story	0.982 0.981 0.86
1233	comedy family love	0.849 0.828 0.806
1234	performance	0.664
1235	comedy space humor science-fiction family	0.973 0.936 0.936 0.896 0.859
1236	music drama fiction emotion mystery thriller documentary	0.988 0.958 0.954 0.872 0.867 0.827 0.82
1237	drama thriller violence animated action cartoon	0.96 0.946 0.893 0.834 0.827 0.817
1238	action thriller performance adventure animation	0.926 0.892 0.877 0.868 0.813
1239	cinema horror	0.842 0.837
1240	ghosts science-fiction cinema cartoon thriller	0.971 0.962 0.929 0.921 0.901
1241	drama thriller love-story romance	0.952 0.867 0.823 0.809
1242	historical	0.923
1243	night space cinema thriller	0.956 0.887 0.865 0.843
1244	cinema action space-opera	0.959 0.834 0.826
1245	thriller	0.732
1246	war western historical adventure documentary	0.916 0.884 0.871 0.85 0.814
1247	funny dark violence cinema	0.919 0.821 0.812 0.811
1248	comedy humor cinema animated cartoon	0.972 0.95 0.938 0.933 0.902
1249	relationship love-story romance love love-affair romantic heartbreak thriller	0.991 0.991 0.985 0.983 0.982 0.978 0.941 0.932
1250	cinema thriller	0.943 0.828
1251	relationship love love-story love-affair romantic romance	0.984 0.977 0.974 0.969 0.966 0.964
1252	humor emotion violence thriller film-noir	0.95 0.928 0.848 0.845 0.811
1253	thriller love-story cinema romance	0.918 0.886 0.88 0.86
1254	adventure relaxation family	0.889 0.867 0.861
1255	heartbreak	0.734
1256	death drama heartbreak heartwarming	0.965 0.961 0.943 0.876
1257	death drama heartbreak heartwarming	0.965 0.961 0.943 0.876
1258	performance thriller documentary	0.924 0.883 0.839
1259	space fantasy space-exploration	0.984 0.901 0.821
1260	space	0.966
1261	western comedy historical adventure performance action travel	0.98 0.944 0.943 0.933 0.901 0.898 0.845
1262	comedy funny dance music	0.917 0.873 0.852 0.822
1263	cartoon animated fantasy thriller	0.884 0.88 0.842 0.817
1264	heartwarming thriller	0.93 0.886
1265	space space-exploration documentary space-opera adventure space-travel science-fiction	0.983 0.904 0.899 0.878 0.843 0.834 0.815
1266	childhood	0.846
1267	crime thriller drama	0.92 0.831 0.814
1268	heartbreak film-noir thriller	0.925 0.854 0.82
1269	love-story love romance love-affair romantic childhood	0.99 0.989 0.985 0.975 0.97 0.888
1270	childhood family cartoon love-affair animated	0.979 0.958 0.891 0.879 0.853
1271	drama historical thriller western documentary comedy film-noir	0.949 0.921 0.89 0.884 0.874 0.868 0.813
1272	relationship love-affair love-story comedy romance	0.952 0.883 0.864 0.834 0.83
1273	night film-noir dark cinema thriller love-story nightmare	0.986 0.968 0.958 0.918 0.842 0.839 0.828
1274	science-fiction action cinema thriller future gunfight	0.97 0.963 0.944 0.939 0.882 0.808
1275	violence death murder thriller gunfight drama action	0.969 0.966 0.953 0.943 0.929 0.925 0.917
1276	nature summer relaxation adventure	0.982 0.951 0.937 0.816
1277	comedy cinema action thriller science-fiction	0.944 0.94 0.939 0.914 0.827
1278	love-story romance dance music	0.963 0.934 0.897 0.836
1279	wildlife nature western cinema documentary	0.99 0.981 0.946 0.928 0.826
1280	gangster violence crime	0.983 0.94 0.914
1281	comedy family gangster funny love	0.924 0.86 0.858 0.85 0.838
1282	music nature classical	0.984 0.941 0.872
1283	travel adventure thriller	0.956 0.94 0.845
1284	childhood documentary historical love-story love-affair	0.901 0.882 0.88 0.841 0.828
1285	children fairy-tale cartoon fantasy	0.947 0.934 0.914 0.892
1286	dance music romantic funny love family	0.992 0.986 0.913 0.912 0.86 0.823
1287	comedy funny teen thriller	0.928 0.91 0.836 0.813
1288	relationship love-story romance love-affair	0.894 0.892 0.864 0.824
1289	family comedy romance romantic love love-affair	0.958 0.943 0.935 0.921 0.912 0.875
1290	family childhood historical documentary travel	0.919 0.917 0.897 0.865 0.854
1291	music historical performance	0.935 0.932 0.892
1292	heartwarming love-story emotion love romance	0.959 0.899 0.899 0.884 0.861
1293	children comedy childhood cartoon funny cinema family thriller	0.983 0.96 0.94 0.938 0.928 0.919 0.858 0.821
1294	fiction humanity	0.978 0.91
1295	violence death heartbreak comedy action	0.979 0.948 0.873 0.834 0.803
1296	summer	0.973
1297	love-story relationship love-affair love romance romantic heartbreak	0.993 0.99 0.986 0.986 0.985 0.977 0.852
1298	music comedy	0.977 0.933
1299	music classical drama	0.993 0.907 0.851
1300	heartwarming heartbreak love-story romance love-affair music	0.944 0.933 0.929 0.902 0.899 0.881
1301	colorful	0.973
1302	heartbreak love-story summer	0.833 0.831 0.813
1303	escape cinema thriller romantic love-story family	0.979 0.964 0.95 0.849 0.844 0.824
1304	police crime detective drama cinema action	0.996 0.985 0.979 0.961 0.951 0.921
1305	humor comedy travel family adult holiday	0.995 0.993 0.981 0.895 0.886 0.844
1306	space space-travel space-exploration science-fiction space-opera travel	0.977 0.935 0.931 0.925 0.882 0.837
1307	performance	0.981
1308	childhood family	0.948 0.859
1309	nature documentary	0.984 0.806
1310	nature summer relaxation travel holiday adventure	0.968 0.958 0.939 0.939 0.888 0.802
1311	relaxation heartwarming thriller	0.954 0.918 0.917
1312	love-story love relationship romance love-affair romantic thriller	0.976 0.969 0.96 0.96 0.953 0.941 0.8
1313	western	0.808
1314	survival escape thriller death action	0.989 0.932 0.931 0.909 0.84
1315	comedy fiction historical documentary	0.916 0.9 0.888 0.857
1316	wildlife adventure	0.852 0.805
1317	historical adventure travel thriller documentary	0.972 0.964 0.945 0.9 0.856
1318	performance art dance	0.951 0.817 0.81
1319	fiction colorful	0.927 0.915
1320	art animation historical animated classical documentary	0.974 0.921 0.914 0.893 0.847 0.815
1321	thriller adventure action summer war historical	0.939 0.923 0.874 0.839 0.835 0.807
1322	art	0.807
1323	relationship love-story art	0.903 0.82 0.808
1324	violence drama cinema thriller action war	0.914 0.885 0.87 0.861 0.844 0.832
1325	summer mystery love-story thriller adventure teen family	0.92 0.878 0.873 0.87 0.846 0.837 0.803
1326	children childhood comedy family teen	0.983 0.958 0.941 0.899 0.881
1327	thriller humanity crime	0.903 0.823 0.81
1328	love love-story film-noir romance love-affair romantic mystery thriller	0.989 0.988 0.978 0.977 0.977 0.967 0.962 0.921
1329	drama thriller film-noir gangster violence	0.954 0.919 0.865 0.834 0.825
1330	summer relaxation nature childhood adventure love-story family	0.995 0.955 0.894 0.893 0.888 0.851 0.812
1331	music historical documentary	0.988 0.901 0.857
1332	art performance documentary	0.991 0.97 0.885
1333	dance children music	0.987 0.944 0.825
1334	love-story love romance heartwarming romantic love-affair family thriller	0.991 0.989 0.985 0.976 0.975 0.974 0.905 0.891
1335	wildlife western nature	0.951 0.934 0.9
1336	action thriller space gangster cartoon science-fiction space-opera adventure	0.922 0.885 0.876 0.851 0.831 0.828 0.827 0.808
1337	space funny comedy humor science-fiction nature	0.946 0.888 0.866 0.859 0.837 0.833
1338	death murder drama horror violence crime heartbreak mystery	0.989 0.96 0.947 0.913 0.908 0.906 0.858 0.836
1339	art	0.814
1340	adventure	0.794
1341	historical	0.72
1342	historical	0.914
1343	fiction	0.641
1344	historical fiction documentary mystery	0.974 0.973 0.887 0.827
1345	nature summer humanity	0.913 0.814 0.803
1346	wildlife nature cartoon	0.965 0.93 0.888
1347	music drama classical	0.996 0.937 0.818
1348	comedy holiday summer family	0.944 0.918 0.889 0.856
1349	historical	0.688
1350	wildlife nature animation	0.957 0.949 0.819
1351	love-story relationship love love-affair romance romantic heartbreak	0.982 0.98 0.97 0.967 0.96 0.942 0.906
1352	fantasy film-noir magic fiction thriller	0.941 0.878 0.863 0.853 0.822
1353	music	0.547
1354	historical travel classical	0.958 0.935 0.832
1355	space science-fiction space-opera action adventure thriller space-exploration	0.977 0.952 0.94 0.909 0.899 0.886 0.821
1356	comedy humor thriller funny action	0.93 0.853 0.828 0.828 0.809
1357	cinema family	0.938 0.804
1358	death thriller horror survival	0.929 0.89 0.871 0.822
1359	childhood family teen	0.925 0.847 0.835
1360	fiction relationship love-story love-affair romance comedy historical	0.971 0.97 0.92 0.907 0.899 0.878 0.849
1361	comedy childhood funny cartoon thriller documentary	0.938 0.906 0.893 0.889 0.883 0.853
1362	wildlife comedy family thriller nature	0.958 0.947 0.871 0.852 0.805
1363	wildlife nature thriller adventure	0.956 0.931 0.885 0.873
1364	action wildlife nature thriller	0.965 0.964 0.946 0.938
1365	comedy	0.836
1366	art	0.915
1367	fiction drama historical classical science-fiction thriller	0.97 0.97 0.939 0.908 0.906 0.886
1368	drama	0.887
1369	historical fiction	0.934 0.901
1370	night cinema	0.97 0.88
1371	cinema	0.858
1372	drama mystery thriller cinema romance film-noir documentary	0.983 0.982 0.97 0.955 0.939 0.858 0.828
1373	relaxation childhood family	0.932 0.924 0.885
1374	love love-story relationship romance romantic love-affair	0.993 0.992 0.989 0.987 0.98 0.978
1375	space	0.813
1376	comedy cartoon humor family	0.946 0.944 0.92 0.846
1377	love-story love love-affair romance romantic relationship heartbreak	0.963 0.939 0.938 0.914 0.898 0.895 0.85
1378	music fiction humor comedy	0.982 0.964 0.957 0.893
1379	love love-story heartbreak romance love-affair romantic	0.986 0.985 0.973 0.969 0.965 0.96
1380	music	0.713
1381	thriller heartbreak adventure action death	0.922 0.888 0.855 0.849 0.802
1382	love love-story comedy romantic childhood classical historical	0.968 0.953 0.877 0.863 0.861 0.834 0.823
1383	children cartoon wildlife nature childhood family fantasy	0.994 0.99 0.988 0.983 0.98 0.97 0.956
1384	comedy funny	0.862 0.837
1385	death romance heartbreak heartwarming love-story	0.962 0.853 0.849 0.844 0.821
1386	fighting action cinema gunfight thriller	0.975 0.953 0.939 0.827 0.825
1387	thriller heartbreak romance nature	0.898 0.896 0.835 0.815
1388	gangster	0.78
1389	documentary fantasy science-fiction	0.845 0.833 0.804
1390	fiction childhood	0.964 0.865
1391	music classical performance art historical drama	0.991 0.972 0.949 0.944 0.911 0.898
1392	wildlife nature cartoon	0.933 0.929 0.857
1393	nature cartoon	0.9 0.837
1394	nature	0.898
1395	nature horror summer	0.879 0.823 0.822
1396	historical thriller documentary	0.956 0.904 0.895
1397	drama humanity historical romance	0.976 0.973 0.969 0.809
1398	heartwarming love-story romantic fairy-tale family thriller	0.958 0.953 0.907 0.895 0.882 0.805
1399	mystery thriller family childhood cinema detective creepy	0.978 0.931 0.908 0.903 0.882 0.877 0.868
1400	romantic love-story romance comedy love love-affair	0.944 0.941 0.925 0.901 0.882 0.834
1401	drama animated love-story cartoon	0.904 0.889 0.854 0.839
1402	thriller	0.569
1403	love romance love-affair romantic	0.959 0.925 0.893 0.89
1404	comedy animation funny cartoon animated family	0.939 0.927 0.915 0.912 0.862 0.81
1405	childhood teen comedy	0.929 0.842 0.815
1406	thriller horror film-noir love-story	0.925 0.868 0.863 0.817
1407	thriller mystery detective	0.845 0.841 0.823
1408	comedy humor funny	0.905 0.872 0.836
1409	fairy-tale fantasy children animation animated magic romance cartoon	0.981 0.977 0.971 0.971 0.954 0.95 0.946 0.811
1410	historical drama film-noir gangster	0.95 0.903 0.845 0.821
1411	cinema drama comedy thriller family love romantic film-noir	0.972 0.968 0.95 0.88 0.866 0.849 0.838 0.837
1412	nature historical space adventure	0.941 0.929 0.871 0.853
1413	fighting action violence gunfight hero cinema	0.996 0.986 0.974 0.965 0.958 0.921
1414	murder horror drama thriller cinema	0.965 0.925 0.921 0.884 0.863
1415	fighting action violence comedy childhood family thriller	0.992 0.981 0.965 0.964 0.958 0.944 0.864
1416	escape horror thriller cinema survival action film-noir	0.988 0.97 0.969 0.962 0.96 0.931 0.813
1417	drama thriller dance love-story	0.961 0.932 0.904 0.811
1418	comedy children funny thriller romance family	0.971 0.939 0.908 0.844 0.839 0.819
1419	cinema magic fantasy science-fiction thriller space-opera fiction mountain	0.971 0.967 0.967 0.963 0.957 0.941 0.938 0.873
1420	fiction adventure thriller	0.966 0.946 0.88
1421	comedy childhood love-story romance love love-affair	0.963 0.948 0.896 0.885 0.876 0.85
1422	drama	0.735
1423	survival drama cinema thriller horror apocalypse science-fiction action	0.984 0.983 0.969 0.958 0.911 0.872 0.864 0.81
1424	love romance relationship	0.978 0.95 0.943
1425	comedy love-story music action love	0.976 0.893 0.873 0.847 0.84
1426	heartwarming love-story love romantic love-affair family	0.99 0.978 0.964 0.957 0.895 0.834
1427	comedy violence	0.824 0.801
1428	drama comedy	0.846 0.833
1429	animation	0.639
1430	comedy thriller heartbreak action love-story	0.949 0.933 0.882 0.831 0.806
1431	crime drama fiction detective mystery documentary	0.978 0.967 0.96 0.889 0.886 0.82
1432	thriller action hero adventure fantasy	0.943 0.932 0.902 0.896 0.871
1433	drama cinema historical thriller	0.964 0.874 0.865 0.832
1434	wildlife	0.956
1435	crime drama thriller	0.943 0.856 0.841
1436	drama comedy detective thriller humor	0.963 0.9 0.879 0.84 0.816
1437	comedy dance family	0.921 0.858 0.829
1438	wildlife thriller adventure action animated cartoon	0.972 0.904 0.841 0.84 0.834 0.82
1439	music love-story love romance heartbreak hero	0.987 0.881 0.868 0.827 0.809 0.808
1440	space	0.971
1441	love-story romance romantic love love-affair	0.905 0.888 0.875 0.842 0.804
1442	fiction historical thriller detective romance film-noir love-story love-affair	0.98 0.937 0.902 0.902 0.894 0.887 0.872 0.837
1443	thriller action performance	0.907 0.866 0.848
1444	comedy humor cartoon animated love-story	0.977 0.97 0.962 0.885 0.832
1445	children colorful wildlife	0.973 0.946 0.943
1446	love-story heartbreak love romance relationship love-affair romantic thriller	0.986 0.979 0.979 0.978 0.972 0.956 0.955 0.82
1447	historical fiction classical thriller science-fiction documentary	0.972 0.9 0.861 0.826 0.819 0.806
1448	summer love childhood romance love-affair	0.966 0.94 0.91 0.863 0.831
1449	historical travel adventure documentary detective thriller romantic	0.978 0.965 0.954 0.899 0.862 0.853 0.841
1450	historical	0.764
1451	documentary historical cinema war fiction	0.902 0.898 0.894 0.833 0.825
1452	comedy	0.969
1453	heartwarming love love-story fairy-tale	0.949 0.922 0.909 0.891
1454	drama cinema thriller film-noir comedy	0.937 0.905 0.855 0.839 0.83
1455	western crime gangster gunfight cinema thriller action film-noir	0.984 0.981 0.977 0.975 0.958 0.927 0.878 0.818
1456	horror drama thriller action film-noir gangster	0.962 0.948 0.932 0.907 0.865 0.821
1457	love love-story relationship emotion romance heartwarming love-affair romantic	0.994 0.994 0.992 0.991 0.987 0.984 0.984 0.981
1458	emotion romance fairy-tale heartbreak love childhood	0.972 0.957 0.948 0.934 0.869 0.836
1459	drama love-story romantic animation classical	0.981 0.975 0.963 0.839 0.83
1460	relaxation family	0.964 0.892
1461	cartoon funny	0.94 0.839
1462	crime gangster detective thriller drama murder	0.987 0.958 0.926 0.926 0.923 0.816
1463	children comedy family teen	0.979 0.932 0.908 0.881
1464	historical heartbreak love-story romance	0.931 0.891 0.875 0.842
1465	summer holiday relaxation childhood	0.986 0.969 0.923 0.847
1466	art historical	0.975 0.945
1467	historical fiction hero war heartwarming adventure western	0.975 0.936 0.924 0.922 0.915 0.855 0.813
1468	drama heartwarming thriller romance	0.954 0.879 0.86 0.825
1469	fiction cartoon family thriller	0.976 0.911 0.908 0.861
1470	humor comedy cartoon animated family	0.988 0.981 0.98 0.957 0.886
1471	escape cinema mystery	0.937 0.819 0.812
1472	cinema family historical	0.961 0.892 0.859
1473	children fairy-tale childhood cartoon animated adventure	0.996 0.992 0.992 0.958 0.92 0.858
1474	love-story relationship love-affair love romance romantic thriller	0.978 0.976 0.967 0.966 0.957 0.943 0.832
1475	summer family	0.862 0.844
1476	violence drama western war gangster historical film-noir documentary	0.897 0.882 0.868 0.868 0.849 0.842 0.836 0.82
1477	night cinema thriller war film-noir action dark hero	0.963 0.952 0.951 0.946 0.934 0.926 0.877 0.874
1478	historical death documentary murder	0.981 0.974 0.915 0.805
1479	comedy crime funny action	0.934 0.917 0.848 0.804
1480	drama childhood music thriller love family	0.966 0.926 0.865 0.862 0.845 0.811
1481	science-fiction space western space-opera film-noir historical war adventure	0.981 0.967 0.95 0.942 0.916 0.908 0.873 0.832
1482	heartwarming space thriller adventure	0.887 0.872 0.835 0.823
1483	historical hero war superhero detective action film-noir	0.955 0.934 0.93 0.92 0.905 0.864 0.845
1484	comedy	0.837
1485	war historical detective	0.956 0.947 0.898
1486	love-story teen romantic childhood	0.883 0.859 0.846 0.821
1487	heartbreak music western romance relationship	0.987 0.885 0.843 0.826 0.803
1488	horror mystery thriller	0.951 0.907 0.897
1489	comedy action thriller detective adventure	0.95 0.93 0.916 0.89 0.834
1490	classical	0.721
1491	violence action thriller drama gunfight murder war	0.983 0.972 0.965 0.959 0.956 0.932 0.847
1492	travel romantic	0.971 0.803
1493	drama love-affair romance love-story romantic thriller love	0.973 0.971 0.961 0.954 0.929 0.911 0.891
1494	fantasy art historical adventure	0.899 0.874 0.872 0.806
1495	comedy love-affair romance funny dance love animation	0.969 0.953 0.947 0.94 0.925 0.911 0.852
1496	comedy family childhood adventure	0.947 0.897 0.842 0.819
1497	humor comedy	0.972 0.853
1498	comedy family	0.912 0.847
1499	drama relaxation comedy	0.89 0.855 0.847
1500	holiday heartwarming animation	0.875 0.855 0.807
1501	mountain survival historical war	0.974 0.924 0.873 0.848
1502	teen	0.638
1503	mountain cinema western thriller	0.97 0.937 0.919 0.858
1504	dance performance	0.983 0.98
1505	crime murder violence death horror mystery fiction thriller	0.99 0.989 0.986 0.982 0.977 0.977 0.967 0.961
1506	comedy love-story family love	0.923 0.893 0.824 0.824
1507	death thriller murder love-story heartbreak	0.988 0.938 0.906 0.851 0.834
1508	children family childhood	0.992 0.968 0.966
1509	violence relationship family childhood heartbreak thriller	0.975 0.963 0.935 0.913 0.911 0.821
1510	comedy humor thriller cartoon	0.945 0.93 0.862 0.802
1511	children childhood historical family war teen humanity	0.994 0.981 0.966 0.92 0.908 0.891 0.821
1512	historical fantasy adventure humanity	0.921 0.907 0.836 0.807
1513	animation animated comedy thriller action	0.873 0.862 0.858 0.836 0.805
1514	animation animated fantasy	0.949 0.943 0.933
1515	heroism war thriller action cinema space-opera escape	0.967 0.925 0.925 0.918 0.917 0.837 0.831
1516	relationship romantic romance love-story love family holiday love-affair	0.987 0.964 0.957 0.956 0.949 0.927 0.903 0.877
1517	space summer adventure thriller space-opera space-travel space-exploration	0.962 0.925 0.915 0.913 0.886 0.82 0.804
1518	heartbreak drama death emotion	0.955 0.924 0.878 0.853
1519	travel	0.839
1520	horror scary thriller cinema nightmare night	0.993 0.993 0.984 0.974 0.946 0.804
1521	comedy humor family romance love	0.946 0.929 0.86 0.846 0.815
1522	crime thriller mystery murder death historical documentary	0.979 0.932 0.91 0.875 0.844 0.84 0.829
1523	cinema hero	0.928 0.906
1524	historical detective	0.872 0.801
1525	relationship love-story love romance love-affair romantic family heartbreak	0.984 0.982 0.975 0.973 0.973 0.959 0.854 0.824
1526	cinema documentary crime thriller detective murder film-noir	0.977 0.975 0.964 0.954 0.945 0.848 0.815
1527	horror heartbreak thriller	0.896 0.883 0.836
1528	documentary heartwarming	0.843 0.817
1529	dark cinema escape drama thriller documentary	0.933 0.932 0.898 0.884 0.842 0.838
1530	travel historical	0.971 0.961
1531	fiction wildlife cinema childhood thriller cartoon family	0.965 0.959 0.953 0.903 0.869 0.835 0.817
1532	travel	0.905
1533	fiction mystery childhood documentary	0.945 0.923 0.894 0.88
1534	comedy childhood family adventure thriller	0.938 0.895 0.873 0.827 0.819
1535	drama mystery documentary historical thriller	0.913 0.884 0.843 0.828 0.814
1536	historical	0.847
1537	love-story	0.789
1538	love romance children dance thriller heartbreak	0.957 0.933 0.919 0.903 0.889 0.845
1539	humanity childhood love-story relationship	0.986 0.899 0.856 0.836
1540	wildlife animated cartoon family	0.986 0.962 0.954 0.914
1541	historical	0.911
1542	fiction mystery historical film-noir detective thriller romantic	0.98 0.966 0.941 0.917 0.894 0.848 0.825
1543	drama detective	0.911 0.864
1544	thriller comedy love-story romance family animation	0.957 0.941 0.936 0.905 0.86 0.809
1545	comedy funny romance	0.96 0.931 0.808
1546	film-noir horror fantasy science-fiction	0.929 0.894 0.871 0.829
1547	drama comedy cartoon animated animation family romance	0.976 0.976 0.928 0.899 0.897 0.892 0.874
1548	cinema thriller	0.899 0.826
1549	fantasy love-story romance thriller	0.929 0.874 0.874 0.829
1550	music	0.995
1551	film-noir	0.254
1552	horror thriller murder wildlife detective gunfight survival	0.975 0.971 0.952 0.938 0.938 0.912 0.9
1553	drama cinema night dark	0.933 0.926 0.925 0.875
1554	travel adventure thriller	0.949 0.871 0.866
1555	children childhood fiction cartoon mystery fantasy family	0.993 0.975 0.965 0.964 0.926 0.905 0.86
1556	drama dark	0.88 0.865
1557	war historical thriller	0.911 0.894 0.808
1558	childhood gangster	0.873 0.833
1559	violence war thriller cinema murder action	0.973 0.927 0.926 0.922 0.876 0.802
1560	film-noir	0.891
1561	fiction documentary historical	0.894 0.832 0.812
1562	fiction	0.816
1563	drama romance love-story love	0.977 0.954 0.953 0.946
1564	war historical adventure travel	0.985 0.982 0.937 0.905
1565	fiction	0.838
1566	historical adventure comedy family detective thriller	0.941 0.89 0.873 0.856 0.82 0.804
1567	heartwarming thriller	0.892 0.829
1568	love love-story romantic romance love-affair family	0.986 0.972 0.964 0.962 0.95 0.864
1569	love love-story romance romantic love-affair	0.938 0.938 0.936 0.934 0.858
1570	music classical art performance historical	0.979 0.947 0.901 0.89 0.877
1571	wildlife cartoon adventure thriller historical childhood	0.932 0.925 0.91 0.835 0.832 0.804
1572	childhood fiction	0.857 0.836
1573	death ghosts horror fantasy mystery	0.971 0.961 0.886 0.804 0.801
1574	historical war fighting violence	0.98 0.968 0.884 0.808
1575	humor comedy childhood horror	0.946 0.934 0.842 0.841
1576	fairy-tale fantasy fiction children classical	0.992 0.976 0.973 0.972 0.843
1577	death drama nature fiction murder thriller	0.977 0.95 0.93 0.906 0.833 0.833
1578	art	0.844
1579	cinema	0.833
1580	love fiction romantic historical drama	0.969 0.932 0.93 0.891 0.888
1581	fiction detective relationship love-affair historical	0.978 0.948 0.934 0.832 0.81
1582	war drama action historical hero	0.933 0.929 0.928 0.895 0.851
1583	romance thriller	0.903 0.86
1584	classical art nature romantic	0.975 0.964 0.934 0.9
1585	historical love-story thriller fantasy	0.964 0.869 0.854 0.81
1586	drama gangster historical cinema	0.875 0.87 0.843 0.805
1587	horror violence crime mystery thriller gunfight	0.979 0.964 0.96 0.945 0.939 0.916
1588	relationship family love-story	0.976 0.909 0.852
1589	cartoon science-fiction documentary childhood thriller	0.953 0.912 0.871 0.822 0.812
1590	fiction love-story love romance heartbreak funny	0.971 0.957 0.938 0.928 0.875 0.867
1591	historical documentary	0.841 0.827
1592	magic fantasy children comedy fairy-tale adventure	0.964 0.96 0.906 0.888 0.857 0.836
1593	death drama crime murder horror mystery historical heartbreak	0.987 0.939 0.935 0.926 0.924 0.912 0.902 0.887
1594	adventure travel	0.963 0.924
1595	comedy	0.697
1596	space science-fiction space-opera	0.978 0.942 0.867
1597	comedy funny	0.954 0.92
1598	historical cinema drama	0.933 0.898 0.872
1599	historical humanity documentary thriller	0.952 0.915 0.904 0.807
1600	war historical adventure space-opera	0.941 0.922 0.847 0.807
1601	murder crime thriller detective	0.957 0.909 0.853 0.808
1602	film-noir	0.426
1603	drama heartwarming romance love	0.965 0.905 0.883 0.833
1604	night film-noir drama mystery dark horror detective	0.992 0.974 0.973 0.948 0.931 0.916 0.903
1605	music love-story romance love romantic love-affair dance	0.995 0.981 0.973 0.962 0.957 0.951 0.947
1606	detective mystery drama thriller film-noir	0.971 0.97 0.963 0.944 0.813
1607	nature horror summer	0.879 0.823 0.822
1608	comedy humor family detective cartoon	0.978 0.95 0.934 0.897 0.85
1609	thriller	0.781
1610	fiction drama documentary crime film-noir	0.971 0.958 0.932 0.929 0.819
1611	relationship love-affair love-story emotion adult love romance romantic	0.979 0.937 0.928 0.919 0.909 0.894 0.893 0.866
1612	drama hero thriller action historical love-affair	0.991 0.98 0.961 0.915 0.882 0.822
1613	fighting gunfight action gangster cinema thriller war	0.977 0.952 0.951 0.95 0.883 0.873 0.851
1614	family romantic love-story	0.868 0.832 0.811
1615	heroism heroic action historical cinema violence gunfight	0.963 0.943 0.933 0.933 0.912 0.902 0.801
1616	nature travel summer adventure heartwarming	0.963 0.883 0.876 0.831 0.829
1617	thriller	0.715
1618	cinema historical thriller	0.945 0.936 0.87
1619	fairy-tale comedy humanity love-story romance love-affair documentary love	0.963 0.959 0.913 0.906 0.886 0.863 0.843 0.823
1620	drama thriller comedy detective action	0.988 0.969 0.961 0.94 0.92
1621	love-story love romance	0.942 0.925 0.906
1622	travel historical	0.973 0.968
1623	historical holiday classical	0.928 0.833 0.806
1624	mystery cinema thriller	0.903 0.903 0.858
1625	night cinema thriller war film-noir action dark hero	0.963 0.952 0.951 0.946 0.934 0.926 0.877 0.874
1626	love-story drama heartbreak love romance love-affair	0.95 0.944 0.934 0.932 0.895 0.867
1627	relationship love-story family romance love romantic love-affair	0.982 0.963 0.957 0.953 0.941 0.938 0.912
1628	documentary	0.662
1629	animation art colorful childhood animated hero	0.918 0.909 0.855 0.847 0.83 0.803
1630	historical drama mystery	0.959 0.945 0.848
1631	comedy	0.81
1632	historical nature war cinema documentary	0.972 0.941 0.918 0.888 0.88
1633	mystery	0.729
1634	children historical documentary	0.916 0.884 0.844
1635	relationship comedy romance love family love-affair teen	0.984 0.952 0.95 0.937 0.932 0.922 0.817
1636	family crime comedy gangster adventure teen action	0.962 0.953 0.952 0.888 0.838 0.817 0.816
1637	childhood teen family romance	0.956 0.951 0.894 0.871
1638	humanity childhood family documentary	0.94 0.909 0.885 0.862
1639	emotion	0.407
1640	drama thriller historical	0.968 0.895 0.879
1641	family fiction	0.837 0.822
1642	children relationship childhood family love-story love	0.98 0.97 0.96 0.943 0.931 0.875
1643	animation animated childhood fantasy love family	0.967 0.949 0.942 0.855 0.835 0.832
1644	drama mystery thriller	0.897 0.882 0.836
1645	comedy funny	0.934 0.857
1646	gunfight violence gangster action war thriller drama cinema	0.98 0.97 0.952 0.902 0.896 0.888 0.886 0.843
1647	love-story animation romance animated love fairy-tale	0.913 0.901 0.839 0.838 0.828 0.814
1648	nature historical	0.942 0.909
1649	adventure action thriller nature wildlife horror space-opera	0.945 0.925 0.924 0.923 0.892 0.889 0.881
1650	comedy funny	0.934 0.857
1651	crime drama cinema thriller escape	0.972 0.969 0.96 0.925 0.903
1652	drama fantasy thriller	0.889 0.886 0.813
1653	children drama childhood family fairy-tale	0.958 0.908 0.887 0.883 0.828
1654	performance	0.664
1655	love-story love love-affair romance thriller romantic	0.952 0.947 0.916 0.91 0.862 0.829
1656	drama childhood family	0.93 0.919 0.83
1657	cinema	0.846
1658	science-fiction fiction	0.883 0.84
1659	murder crime thriller drama detective violence action death	0.992 0.991 0.981 0.977 0.977 0.964 0.951 0.925
1660	children comedy childhood cartoon animated teen	0.978 0.945 0.924 0.906 0.898 0.872
1661	relaxation	0.92
1662	magic fantasy adventure thriller	0.978 0.917 0.861 0.825
1663	documentary	0.846
1664	comedy	0.8
1665	relationship love-story love romance comedy family love-affair romantic	0.982 0.968 0.961 0.957 0.942 0.94 0.933 0.92
1666	heartwarming nature	0.874 0.832
1667	comedy adventure romance action	0.902 0.881 0.816 0.805
1668	music dance love-story heartwarming romantic romance love love-affair	0.995 0.945 0.94 0.935 0.93 0.927 0.918 0.897
1669	violence crime murder horror drama thriller detective action	0.989 0.986 0.98 0.978 0.965 0.955 0.938 0.88
1670	cinema drama	0.832 0.825
1671	art dance performance animation emotion animated	0.953 0.953 0.925 0.923 0.873 0.847
1672	animation heartwarming love-story cartoon	0.901 0.879 0.811 0.807
1673	space fantasy space-opera cinema thriller film-noir	0.971 0.962 0.926 0.917 0.881 0.866
1674	historical family romantic	0.96 0.918 0.866
1675	action thriller adventure	0.958 0.943 0.912
1676	war historical violence fiction action documentary	0.988 0.971 0.971 0.914 0.833 0.823
1677	heartwarming	0.906
1678	animation love-story love-affair	0.871 0.857 0.807
1679	animated cartoon comedy funny	0.941 0.938 0.922 0.885
1680	animation	0.639
1681	comedy funny thriller	0.971 0.97 0.861
1682	horror music thriller	0.97 0.944 0.88
